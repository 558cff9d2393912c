import type { Tensor } from "../../tensor/tensor.ts";
import type { AppliedOp } from "./appliedOp.ts";

/**
 * Describes a backward pass of a facet, once the program's own is over: gradients sent back on some ops, apart from all
 * others.
 */
export interface SidePass {
  readonly node: string;
  /** What it is, for a reader. */
  readonly op: string;
  readonly detail: string;
  /** Ops in their order, and the gradients of tensors on them; that of their end is there before. */
  readonly branches: readonly { readonly applied: readonly AppliedOp[]; readonly grads: ReadonlyMap<Tensor, Tensor> }[];
  /** The gradients that it fills. */
  readonly results: readonly Tensor[];
}
