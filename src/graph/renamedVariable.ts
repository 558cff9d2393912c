import type { Graph } from "./graph.ts";

export interface RenamedVariable {
  readonly name: string;
  readonly to: string;
}

/**
 * Returns the variable that one edit, or its undo, gave another name; null when it did not. A new name stands in the old
 * one's place, before the same expression.
 */
export function renamedVariable(before: Graph, after: Graph): RenamedVariable | null {
  if (before.variables === after.variables) return null;
  const [old, now] = [Object.entries(before.variables), Object.entries(after.variables)];
  const others = old.flatMap(([name], at) => (now[at]?.[0] === name ? [] : [at]));
  const [at] = others;
  if (old.length !== now.length || others.length !== 1 || at === undefined) return null;
  const [[name, text], [to, textNow]] = [old[at]!, now[at]!];
  return text === textNow ? { name, to } : null;
}
