import { crossedBroadcast } from "./crossedBroadcast.ts";
import { lostDimension } from "./lostDimension.ts";
import { mixedExamples } from "./mixedExamples.ts";
import type { AppliedOp } from "../plan/appliedOp.ts";
import type { Plan } from "../plan/plan.ts";

/** Returns what is legal in some of a plan's ops and yet seldom meant, a sentence each. */
export function hintsOf(plan: Plan, ops: readonly AppliedOp[]): string[] {
  return ops.flatMap(
    (applied) => crossedBroadcast(applied) ?? lostDimension(plan, applied) ?? mixedExamples(applied) ?? [],
  );
}
