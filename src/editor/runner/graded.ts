import type { PlanReport } from "../../protocol/planReport.ts";
import type { Status } from "../../protocol/status.ts";

const sets = new WeakMap<readonly string[], ReadonlySet<string>>();

/** Whether the gradient of a node's tensor is there; one that `accumulates` is from the second iteration on. */
export function hasGradient(status: Status | null, node: string, accumulates: boolean): boolean {
  return isGraded(status, node) || (accumulates && status !== null && status.iteration > 0);
}

/** Whether a node's gradient is there. Asked by every card at every message, so the list is indexed once. */
export function isGraded(status: Status | null, node: string): boolean {
  if (status === null) return false;
  let set = sets.get(status.graded);
  if (set === undefined) {
    set = new Set(status.graded);
    sets.set(status.graded, set);
  }
  return set.has(node);
}

const backward = new WeakMap<object, boolean>();

/** Whether a graph has a backward pass at all. Asked by every card at every message, so it is looked up once. */
export function hasBackward(plan: Pick<PlanReport, "instructions"> | null): boolean {
  if (plan === null) return false;
  const known = backward.get(plan.instructions);
  if (known !== undefined) return known;
  const found = plan.instructions.some(({ pass }) => pass === "backward");
  backward.set(plan.instructions, found);
  return found;
}
