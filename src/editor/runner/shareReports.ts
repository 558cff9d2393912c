import type { PlanReport } from "../../protocol/planReport.ts";
import { sameData } from "../kit/sameData.ts";

/** Gives the plan with the reports of the plan before where they say the same: what did not change is the same object. */
export function shareReports(plan: PlanReport, before: PlanReport | null): PlanReport {
  if (before === null) return plan;
  const shared = Object.entries(plan.nodes).map(([id, report]) => {
    const known = Object.hasOwn(before.nodes, id) ? before.nodes[id] : undefined;
    return [id, known !== undefined && sameData(known, report) ? known : report] as const;
  });
  return { ...plan, nodes: Object.fromEntries(shared) };
}
