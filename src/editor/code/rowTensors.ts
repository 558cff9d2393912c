import type { InstructionReport } from "../../protocol/instructionReport.ts";
import type { TensorRef } from "../../protocol/tensorRef.ts";
import type { CodeRow } from "./codeRows.ts";

/** Holds which nodes have numbers, which gradients, and which of these are of the iteration before. */
export interface Known {
  readonly valued: readonly string[];
  readonly graded: readonly string[];
  readonly overtaken: ReadonlySet<string>;
}

/** A row has room for so many tensors. */
const MOST = 2;

/** Returns the tensors whose numbers a row shows: those that it makes, where there are any, each with its gradient beside it. */
export function rowTensors({ line, first }: CodeRow, { valued, graded, overtaken }: Known): readonly TensorRef[] {
  if (line === null || !first || line.part === "model") return [];
  const isParameter = line.part === "parameters";
  const made = line.makes.slice(0, MOST);
  return made.flatMap(({ node, port }): readonly TensorRef[] => {
    if (!isParameter && !valued.includes(node)) return [];
    const withGrad = graded.includes(node) && (isParameter || !overtaken.has(node));
    return [{ node, port, side: "value" }, ...(withGrad ? [{ node, port, side: "grad" } as const] : [])];
  });
}

/**
 * Returns the nodes that have new numbers in this iteration, and no gradient to them yet: those that ran again before the
 * cursor, until it goes back. A parameter keeps the gradient that it has, as in PyTorch.
 */
export function overtakenNodes(instructions: readonly InstructionReport[], cursor: number): ReadonlySet<string> {
  if (instructions[cursor]?.pass !== "forward") return new Set();
  return new Set(instructions.slice(0, cursor).map(({ node }) => node));
}
