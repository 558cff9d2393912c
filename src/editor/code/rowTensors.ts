import type { TensorRef } from "../../protocol/tensorRef.ts";
import type { CodeRow } from "./codeRows.ts";

/** Holds which nodes have numbers, and gradients. */
export interface Known {
  readonly valued: readonly string[];
  readonly graded: readonly string[];
}

/** A row has room for so many tensors. */
const MOST = 2;

/**
 * Returns the tensors whose numbers a row shows: those that it makes, where there are any; while gradients go back, theirs
 * beside them.
 */
export function rowTensors(
  { line, first }: CodeRow,
  { valued, graded }: Known,
  withGrads: boolean,
): readonly TensorRef[] {
  if (line === null || !first || line.part === "model") return [];
  const made = line.makes.slice(0, MOST);
  return made.flatMap(({ node, port }): readonly TensorRef[] => {
    if (line.part !== "parameters" && !valued.includes(node)) return [];
    const grads: readonly TensorRef[] = withGrads && graded.includes(node) ? [{ node, port, side: "grad" }] : [];
    return [{ node, port, side: "value" }, ...grads];
  });
}
