import { elements } from "../../base/stridedLayout.ts";
import type { Op } from "../../ops/contract/op.ts";
import { exp } from "../../ops/exp.ts";
import { logSoftmax } from "../../ops/log_softmax.ts";
import { max } from "../../ops/max.ts";
import { softmax } from "../../ops/softmax.ts";
import { sub } from "../../ops/sub.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import type { AppliedOp } from "../plan/appliedOp.ts";
import type { Plan } from "../plan/plan.ts";

/** What makes probabilities of logits: at once, or beginning with `exp`, before which the largest may be subtracted. */
const normalises: ReadonlySet<Op> = new Set<Op>([softmax, logSoftmax, exp, max, sub]);

/**
 * Finds what may be the logits of a loss that is made of single ops, in their order: results float32 [rows, classes], from
 * which on no parameter has a part, and which only lead into what makes probabilities of them.
 *
 * @param ops those that lead to the loss.
 */
export function logitsIn({ parameters }: Plan, ops: readonly AppliedOp[]): readonly AppliedOp[] {
  const own = new Set(parameters.map(({ tensor }) => tensor));
  for (const { inputs, output } of ops) if (Object.values(inputs).every((input) => own.has(input))) own.add(output);
  // A penalty on the parameters is one number.
  const learns = ({ inputs }: AppliedOp): boolean =>
    Object.values(inputs).some((input) => own.has(input) && elements(input.shape) > 1);
  const uses = (tensor: Tensor): AppliedOp[] => ops.filter(({ inputs }) => Object.values(inputs).includes(tensor));
  return ops.filter(({ output }) => {
    if (output.dtype !== "float32" || output.shape.length !== 2 || own.has(output)) return false;
    const direct = uses(output);
    return direct.length > 0 && direct.every(({ op }) => normalises.has(op)) && !after(direct, uses).some(learns);
  });
}

/** All ops that these lead to, themselves included. */
function after(ops: readonly AppliedOp[], uses: (tensor: Tensor) => AppliedOp[]): AppliedOp[] {
  const found = new Set(ops);
  for (const { output } of found) for (const use of uses(output)) found.add(use);
  return [...found];
}
