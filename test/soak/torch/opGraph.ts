import type { Attributes } from "../../../src/ops/contract/op.ts";
import type { DType } from "../../../src/tensor/dtype.ts";
import type { Shape } from "../../../src/tensor/shape.ts";

/** A tensor that a graph begins with: its elements in row-major order, and whether it takes a gradient. */
export interface Leaf {
  readonly dtype: DType;
  readonly shape: Shape;
  readonly values: readonly number[];
  readonly grad: boolean;
}

/** One call of an op. Its inputs are places: of a leaf, or, counted on from the leaves, of the result of a step. */
export interface Step {
  readonly op: string;
  readonly inputs: Readonly<Record<string, number>>;
  readonly attributes: Attributes;
}

/** A graph of ops, in the order in which they are applied. */
export interface OpGraph {
  readonly leaves: readonly Leaf[];
  readonly steps: readonly Step[];
  /** The place of the tensor of one element that is differentiated; null when nothing takes a gradient. */
  readonly loss: number | null;
}
