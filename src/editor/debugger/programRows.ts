import type { InstructionReport, Pass } from "../../protocol/instructionReport.ts";

/** Describes the instructions of one node in one pass: what `Step` moves the cursor over. */
export interface ProgramGroup {
  readonly pass: Pass;
  readonly node: string;
  /** Index of its first instruction, and the one behind its last. */
  readonly start: number;
  readonly end: number;
  readonly ops: readonly { readonly op: string; readonly detail: string }[];
  /** What those do whose names are no ops', in a sentence or two. */
  readonly hint: string | undefined;
  /** What is only measured runs in the iterations that one of these divides. */
  readonly every: readonly number[] | null;
  /** A node's forward and backward stand in one column. */
  readonly column: number;
}

export interface ProgramRows {
  readonly groups: readonly ProgramGroup[];
  readonly columns: number;
}

/** Lays a program out as rows of groups: forward from left to right, backward under it, on its way back. */
export function programRows(instructions: readonly InstructionReport[]): ProgramRows {
  const columnOf = new Map<string, number>();
  const groups: ProgramGroup[] = [];
  let start = 0;
  while (start < instructions.length) {
    const first = instructions[start];
    if (first === undefined) break;
    let end = start + 1;
    while (instructions[end]?.node === first.node && instructions[end]?.pass === first.pass) end++;
    // The update row is short and stands by itself.
    if (first.pass !== "update" && !columnOf.has(first.node)) columnOf.set(first.node, columnOf.size);
    groups.push({
      pass: first.pass,
      node: first.node,
      start,
      end,
      ops: instructions.slice(start, end).map(({ op, detail }) => ({ op, detail })),
      hint: hintOf(instructions.slice(start, end)),
      every: first.every,
      column: columnOf.get(first.node) ?? 0,
    });
    start = end;
  }
  return { groups, columns: columnOf.size };
}

function hintOf(instructions: readonly InstructionReport[]): string | undefined {
  const found = instructions.find(({ hint }) => hint !== undefined);
  return found === undefined ? undefined : `${found.op}: ${found.hint}`;
}

/** Says where the cursor stands as seen from a group. */
export function standing(group: ProgramGroup, cursor: number): "done" | "next" | "ahead" {
  if (cursor >= group.end) return "done";
  return cursor < group.start ? "ahead" : "next";
}
