import type { DraftNode } from "./draft.ts";

/** Returns the nodes that some depend on, with these, in the order of the code. */
export function upstream(roots: readonly DraftNode[]): DraftNode[] {
  const found = new Set(roots);
  for (const node of found) for (const { node: source } of node.inputs.values()) found.add(source);
  return [...found].toSorted((a, b) => a.order - b.order);
}
