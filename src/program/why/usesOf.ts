import type { Tensor } from "../../tensor/tensor.ts";
import { gradientInputs } from "../plan/gradientInputs.ts";
import type { AppliedOp } from "../plan/appliedOp.ts";
import type { Plan } from "../plan/plan.ts";

/** The uses of a tensor through which its gradient comes. */
export function usesOf(plan: Plan, tensor: Tensor): readonly { readonly applied: AppliedOp; readonly input: string }[] {
  return plan.applied
    .filter(({ output }) => plan.grads.has(output))
    .flatMap((applied) =>
      gradientInputs(applied).flatMap(([input, used]) => (used === tensor ? [{ applied, input }] : [])),
    );
}
