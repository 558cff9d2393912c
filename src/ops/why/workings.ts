import type { Tensor } from "../../tensor/tensor.ts";
import type { Attributes, Op } from "../contract/op.ts";
import { broadcastCells, cellsIn, type Cells } from "../contract/cells.ts";
import { foldOver } from "../contract/fold.ts";
import type { Workings } from "../contract/why.ts";

/** Describes one use of an op, in memory, and the names by which its tensors are to be known. */
export interface Use {
  readonly op: Op;
  readonly inputs: Readonly<Record<string, Tensor>>;
  readonly output: Tensor;
  /** Absent when no gradient reaches the result. */
  readonly outputGrad?: Tensor | undefined;
  readonly saved: Readonly<Record<string, Tensor>>;
  readonly attributes: Attributes;
  nameOf(tensor: Tensor): string;
}

/** Terms of a sum that are kept: the largest. */
const KEPT_TERMS = 64;

/**
 * Returns what the reasons for the numbers of one use of an op are worked out from. Of each sum at most `limit` terms
 * are kept.
 */
export function workingsOf(use: Use, limit = KEPT_TERMS): Workings {
  const { op, output, outputGrad, attributes } = use;
  const cells = (tensor: Tensor): Cells => cellsIn(tensor, use.nameOf(tensor));
  const broadcasts = op.kind === "compute" && op.broadcasts === true;
  const operand = (tensor: Tensor): Cells => (broadcasts ? broadcastCells(cells(tensor), output.shape) : cells(tensor));
  return {
    inputs: mapped(use.inputs, operand),
    y: cells(output),
    dy: outputGrad === undefined ? NO_GRADIENT : cells(outputGrad),
    saved: mapped(use.saved, cells),
    attributes,
    sum: (box, term, where) => foldOver("sum", box, term, where ?? null, limit),
    max: (box, term) => foldOver("max", box, term, null, limit),
    argmax: (box, term) => foldOver("argmax", box, term, null, limit),
  };
}

const NO_GRADIENT: Cells = {
  shape: [],
  own: [],
  isFloat: true,
  at: () => {
    throw new Error("no gradient reaches this result");
  },
};

function mapped<T, U>(values: Readonly<Record<string, T>>, change: (value: T) => U): Record<string, U> {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, change(value)]),
  );
}
