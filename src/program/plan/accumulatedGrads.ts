import { formatShape } from "../../tensor/shape.ts";
import { planTensor, type Tensor } from "../../tensor/tensor.ts";
import type { AccumulatedGrad, Mover, Optimizer, Parameter, Plan } from "./plan.ts";

/** Plans what keeps gradients from iteration to iteration: of the parameters that no optimiser of theirs clears. */
export function planAccumulatedGrads(
  parameters: readonly Parameter[],
  optimizers: readonly Optimizer[],
  grads: ReadonlyMap<Tensor, Tensor>,
): AccumulatedGrad[] {
  const cleared = new Set(optimizers.flatMap((optimizer) => (optimizer.zeroGrad ? optimizer.parameters : [])));
  return parameters.flatMap((parameter) => {
    const grad = grads.get(parameter.tensor);
    if (grad === undefined || cleared.has(parameter)) return [];
    const like = (): Tensor => planTensor(grad.dtype, grad.shape);
    return [{ parameter, grad, part: like(), before: like(), kept: like() }];
  });
}

/** Gradients by tensor as a backward pass adds them up: of a parameter whose `.grad` is not cleared, this pass's part. */
export function passGrads({ grads, accumulated }: Pick<Plan, "grads" | "accumulated">): ReadonlyMap<Tensor, Tensor> {
  if (accumulated.length === 0) return grads;
  return new Map([...grads, ...accumulated.map(({ parameter, part }) => [parameter.tensor, part] as const)]);
}

/** Returns the accumulated gradient of a tensor, if it is a parameter that has one. */
export function accumulatedGradOf(plan: Plan, tensor: Tensor): AccumulatedGrad | undefined {
  return plan.accumulated.find(({ parameter }) => parameter.tensor === tensor);
}

/** Takes back what an unfinished iteration added: every accumulated gradient is as it was at the iteration's start. */
export function rewindAccumulatedGrads({ accumulated }: Plan): void {
  for (const { grad, kept } of accumulated) if (grad.storage.bound) grad.storage.data.set(kept.storage.data);
}

/** Returns what the gradient of a parameter is called within its node. */
export function gradName({ name }: Pick<Parameter, "name">): string {
  return `${name}.grad`;
}

/** Says by what an accumulated gradient is known to be the same after an edit: it belongs to its parameter alone. */
export function gradMover({ node, tensor }: Parameter): Mover {
  return { node, rule: `${GRAD_RULE} ${formatShape(tensor.shape)}` };
}

/** Says whether something moves as an accumulated gradient does. */
export function isGradMover(mover: Mover | null): boolean {
  return mover?.rule.startsWith(GRAD_RULE) === true;
}

const GRAD_RULE = "grad of";
