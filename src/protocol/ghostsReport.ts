import type { DType } from "../tensor/dtype.ts";
import type { TensorRef } from "./tensorRef.ts";

/**
 * Describes an operand of a broadcast op at some indices of the result: the cell of it that stands there, and what of
 * its gradient comes back through that cell. All lists are by the indices that were asked for.
 */
export interface GhostsReport {
  /** The operand. */
  readonly tensor: TensorRef;
  /** `b`, `(x @ W)`. */
  readonly label: string;
  readonly dtype: DType;
  /** Null while it has no numbers. */
  readonly values: Float64Array | null;
  /** Whether a backward pass gives it a gradient. */
  readonly grad: boolean;
  /** Null while the backward pass has not passed the op. */
  readonly grads: GhostGradients | null;
}

export interface GhostGradients {
  /** What comes back through each cell, in double. */
  readonly shares: Float64Array;
  /** What comes back through all the cells of the result where the same cell stands. */
  readonly sums: Float64Array;
  /** What stands in the cell's gradient: the sum, and what comes through the tensor's other uses. */
  readonly totals: Float64Array;
  /** How often the tensor is used, this one counted. */
  readonly uses: number;
  /** Whether the numbers are those that the gradient was made of. */
  readonly agrees: boolean;
}

/** Says which operand of a broadcast op is asked about, and where. */
export interface GhostsQuestion {
  readonly node: string;
  /** The `ordinal` of the broadcast. */
  readonly op: number;
  /** The op's name for the operand. */
  readonly input: string;
  /** Indices into the op's result. */
  readonly indices: readonly (readonly number[])[];
}
