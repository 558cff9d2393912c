import { formatDiagnostic, type Diagnostic } from "../../base/diagnostic.ts";
import { planDiagnostics, type Plan } from "../plan/plan.ts";
import { MAX_PROGRAM_BYTES, memoryBytes } from "./memory.ts";

/** Says why there is nothing to evaluate or step through, in one sentence; null when there is. */
export function cannotRun(plan: Plan): string | null {
  const tooLarge = plan.diagnostics.at(-1);
  if (tooLarge !== undefined && memoryBytes(plan) > MAX_PROGRAM_BYTES) return tooLarge.message;
  if (plan.applied.length > 0) return null;
  return firstFault(plan) ?? "there is nothing to compute yet: add nodes and wire them";
}

/** Says why the graph cannot be trained, in one sentence; null when it can. */
export function cannotTrain(plan: Plan): string | null {
  const stuck = cannotRun(plan);
  if (stuck !== null) return stuck;
  if (plan.optimizers.length > 0) return null;
  return firstFault(plan) ?? "there is nothing to train with: add an SGD or Adam node and wire a loss to it";
}

/**
 * Says why an iteration cannot come to its end, in one sentence: a fault keeps every loss from being worked out. Null where
 * one can.
 */
export function cannotFinish(plan: Plan): string | null {
  return plan.losses.length > 0 || plan.optimizers.length > 0 ? null : firstFault(plan);
}

function firstFault(plan: Plan): string | null {
  const faults: readonly Diagnostic[] = planDiagnostics(plan);
  const worst = faults.find(({ node }) => node === undefined || plan.nodes.get(node)?.status === "error") ?? faults[0];
  return worst === undefined ? null : formatDiagnostic(worst);
}
