import { crossedBroadcast } from "./crossedBroadcast.ts";
import { lostDimension } from "./lostDimension.ts";
import { mixedExamples } from "./mixedExamples.ts";
import type { Plan } from "../plan/plan.ts";

/** Returns what is legal at a node and yet seldom meant, a sentence each. */
export function hintsOf(plan: Plan, node: string): string[] {
  return plan.applied
    .filter((applied) => applied.node === node)
    .flatMap((applied) => crossedBroadcast(applied) ?? lostDimension(plan, applied) ?? mixedExamples(applied) ?? []);
}
