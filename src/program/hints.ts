import { crossedBroadcast } from "./hints/crossedBroadcast.ts";
import { lostDimension } from "./hints/lostDimension.ts";
import { mixedExamples } from "./hints/mixedExamples.ts";
import type { Plan } from "./plan.ts";

/** What is legal at a node and yet seldom meant, a sentence each. */
export function hintsOf(plan: Plan, node: string): string[] {
  return plan.applied
    .filter((applied) => applied.node === node)
    .flatMap((applied) => crossedBroadcast(applied) ?? lostDimension(plan, applied) ?? mixedExamples(applied) ?? []);
}
