import type { Attributes, Op } from "../../ops/contract/op.ts";
import type { Tensor } from "../../tensor/tensor.ts";

/** Describes one use of an op, in the order of the forward pass. Tensors are planned, not yet in memory. */
export interface AppliedOp {
  readonly node: string;
  readonly op: Op;
  readonly inputs: Readonly<Record<string, Tensor>>;
  readonly attributes: Attributes;
  readonly output: Tensor;
  readonly saved: Readonly<Record<string, Tensor>>;
  /** The ops that it repeats, in their order. */
  readonly body?: readonly AppliedOp[];
}
