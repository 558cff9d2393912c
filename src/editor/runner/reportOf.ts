import type { NodeReport } from "../../protocol/nodeReport.ts";
import type { PlanReport } from "../../protocol/planReport.ts";

/** Returns a node's report in a plan: the same object as in the plan before, as long as it says the same. */
export function reportOf(plan: Pick<PlanReport, "nodes"> | null, id: string): NodeReport | undefined {
  return plan !== null && Object.hasOwn(plan.nodes, id) ? plan.nodes[id] : undefined;
}
