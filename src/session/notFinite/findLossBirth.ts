import type { AppliedOp } from "../../program/plan/appliedOp.ts";
import type { Program } from "../../program/run/program.ts";
import type { Storage } from "../../tensor/storage.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import { birthOfOutput, birthOfParameter, isSet } from "./birth.ts";
import { firstNotFinite } from "./firstNotFinite.ts";
import type { LossBirth } from "../../protocol/notFiniteReport.ts";

/**
 * Finds where a loss that has just become nan or infinite has that from. To be asked between the loss's instruction and the
 * backward pass: the numbers are then those of this iteration's forward pass, the gradients those of the update before.
 *
 * What counts is what leads to the loss: an infinity of which tanh makes 1 does not, nor does a mask filled with -inf.
 *
 * @param graded the nodes whose gradients are those of the last update.
 */
export function findLossBirth(
  program: Program,
  loss: Tensor,
  iteration: number,
  graded: ReadonlySet<string>,
): LossBirth | null {
  const { plan } = program;
  const finite = new Map<Storage, boolean>();
  const leading = new Set<Tensor>([loss]);
  let first: AppliedOp | null = null;
  for (const applied of plan.applied.toReversed()) {
    if (!leading.has(applied.output) || firstNotFinite(applied.output, finite) === null) continue;
    if (!isSet(applied)) first = applied;
    for (const input of Object.values(applied.inputs)) if (firstNotFinite(input, finite) !== null) leading.add(input);
  }
  for (const parameter of plan.parameters) {
    const index = leading.has(parameter.tensor) ? firstNotFinite(parameter.tensor, finite) : null;
    if (index === null) continue;
    const birth = birthOfParameter(program, parameter, index, iteration > 0 && graded.has(parameter.node));
    return { ...birth, iteration: birth.pass === null ? null : iteration - 1 };
  }
  const index = first === null ? null : firstNotFinite(first.output, finite);
  return first === null || index === null ? null : { ...birthOfOutput(first, index), iteration };
}
