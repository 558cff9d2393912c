import type { Tensor } from "../../tensor/tensor.ts";
import { planTensor } from "../../tensor/tensor.ts";
import { gradientInputs } from "../plan/gradientInputs.ts";
import type { AppliedOp } from "../plan/appliedOp.ts";
import type { Optimizer } from "../plan/plan.ts";

/**
 * Plans a gradient for every tensor through which an optimised loss depends on a parameter: contiguous, of
 * the tensor's shape and dtype. Tensors that lead to no such loss, and data, get none.
 *
 * @param before gradients of a plan that some of the tensors are taken over from: theirs are, too.
 */
export function planBackward(
  applied: readonly AppliedOp[],
  optimizers: readonly Pick<Optimizer, "loss">[],
  dependsOn: { readonly has: (tensor: Tensor) => boolean },
  before: ReadonlyMap<Tensor, Tensor> = new Map(),
): ReadonlyMap<Tensor, Tensor> {
  const reaching = new Set<Tensor>(optimizers.map(({ loss }) => loss));
  for (let at = applied.length - 1; at >= 0; at--) {
    const item = applied[at]!;
    if (!reaching.has(item.output)) continue;
    for (const [, input] of gradientInputs(item)) if (dependsOn.has(input)) reaching.add(input);
  }
  const grads = new Map<Tensor, Tensor>();
  for (const tensor of reaching) grads.set(tensor, before.get(tensor) ?? planTensor(tensor.dtype, tensor.shape));
  return grads;
}
