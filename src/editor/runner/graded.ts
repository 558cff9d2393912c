import type { PlanReport } from "../../protocol/planReport.ts";
import type { Status } from "../../protocol/status.ts";
import { derived } from "../../base/derived.ts";

const setOf = derived((nodes: readonly string[]): ReadonlySet<string> => new Set(nodes));

/** Says whether the gradient of a node's tensor is there; one that `accumulates` is from the second iteration on. */
export function hasGradient(status: Status | null, node: string, accumulates: boolean): boolean {
  return isGraded(status, node) || (accumulates && status !== null && status.iteration > 0);
}

/** Says whether a node's gradient is there. */
export function isGraded(status: Status | null, node: string): boolean {
  return status !== null && setOf(status.graded).has(node);
}

const goesBackward = derived((instructions: PlanReport["instructions"]) =>
  instructions.some(({ pass }) => pass === "backward"),
);

/** Says whether a graph has a backward pass at all. */
export function hasBackward(plan: Pick<PlanReport, "instructions"> | null): boolean {
  return plan !== null && goesBackward(plan.instructions);
}
