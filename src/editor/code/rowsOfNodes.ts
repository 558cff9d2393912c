import type { CodeRow } from "./codeRows.ts";
import { isStatement } from "./codeRows.ts";

/**
 * Returns the rows, by their places, that are code of one of these nodes. Gradients are cleared where the backward pass
 * begins: that is a step of its own, and no part of the optimiser's update.
 */
export function rowsOfNodes(rows: readonly CodeRow[], nodes: readonly string[]): readonly number[] {
  return rows.flatMap(({ line }, at) =>
    line !== null && line.node !== null && line.part !== "backward" && nodes.includes(line.node) ? [at] : [],
  );
}

/** Returns the place of the row that tells best what a node does: where it runs, else where it begins; -1 for none. */
export function mainRowOf(rows: readonly CodeRow[], node: string): number {
  const own = rowsOfNodes(rows, [node]).filter((at) => isStatement(rows[at]!));
  const inPart = (part: string): number | undefined => own.find((at) => rows[at]!.line!.part === part);
  return inPart("forward") ?? inPart("update") ?? own[0] ?? -1;
}

/**
 * Returns the places of the rows that a breakpoint stands beside: for each node that has instructions where it runs,
 * once. What runs again in the same iteration, in the backward pass, has the same line.
 */
export function breakpointRows(rows: readonly CodeRow[], running: ReadonlySet<string>): ReadonlySet<number> {
  const nodes = new Set<string>();
  const found = new Set<number>();
  for (const [at, row] of rows.entries()) {
    const { line } = row;
    if (line === null || line.node === null || !isStatement(row) || !running.has(line.node)) continue;
    if (nodes.has(line.node)) continue;
    if (line.part !== "forward" && line.part !== "update") continue;
    nodes.add(line.node);
    found.add(at);
  }
  return found;
}
