import type { DType } from "../tensor/dtype.ts";
import type { Shape } from "../tensor/shape.ts";

/** Holds what is known of a port without its numbers. The tensors of a list are read as `out[0]`, `out[1]`, … */
export type PortReport =
  | { readonly kind: "words"; readonly count: number }
  | { readonly kind: "ids"; readonly count: number; readonly vocabSize: number }
  | TensorReport
  | { readonly kind: "tensors"; readonly tensors: readonly TensorReport[] };

/** Holds what is known of a tensor without its numbers. */
export interface TensorReport {
  readonly kind: "tensor";
  readonly dtype: DType;
  readonly shape: Shape;
  /** A symbolic name per dimension, where there is one. */
  readonly dims: readonly (string | null)[];
  /** Whether a backward pass gives it a gradient. */
  readonly grad: boolean;
  /** Of an output that is a parameter itself, and not computed of one: which. */
  readonly parameter?: { readonly node: string; readonly name: string };
}
