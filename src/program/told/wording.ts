import type { TensorRef } from "../../protocol/tensorRef.ts";
import type { Tensor } from "../../tensor/tensor.ts";

/** Says what indices mean to a reader, as far as that is known: tokens, and the examples that rows belong to. */
export interface Wording {
  /** A cell's index as it is written: `["'e'", "0"]`. */
  readonly subscripts: (ref: TensorRef, tensor: Tensor, index: readonly number[]) => readonly string[];
  /** The example that a cell belongs to, `“.ol” → “i”`; null where it belongs to none that has a text. */
  readonly exampleOf: (ref: TensorRef, tensor: Tensor, index: readonly number[]) => string | null;
  /** The node whose examples a tensor's rows are, and the row of one that tells something; null where they are none. */
  readonly examplesOf: (ref: TensorRef, tensor: Tensor) => { readonly source: string; readonly row: number } | null;
  /** An example by the tensor that holds it and its row there. */
  readonly exampleAt: (source: Tensor, row: number) => string | null;
  /** The token that a whole number in a tensor of examples is, `“e”`; null where it is none. */
  readonly tokenIn: (ref: TensorRef, value: number) => string | null;
  /** The token at a place along a tensor's dimension; null where that is not the vocabulary. */
  readonly tokenAlong: (ref: TensorRef, tensor: Tensor, axis: number, at: number) => string | null;
}
