import { parseEndpoint } from "../../base/endpoint.ts";
import { useSession } from "./useSession.ts";
import type { NodeReport } from "../../protocol/nodeReport.ts";
import type { PlanReport } from "../../protocol/planReport.ts";
import type { PortReport } from "../../protocol/portReport.ts";

let known: PlanReport | null = null;
let texts = new Map<string, string>();
let reports = new Map<string, NodeReport>();

/** A node's report in a plan: the same object as in the plan before, as long as it says the same. */
function reportOf(plan: PlanReport | null, id: string): NodeReport | undefined {
  if (plan !== known) {
    const newTexts = new Map<string, string>();
    const newReports = new Map<string, NodeReport>();
    for (const [node, report] of Object.entries(plan?.nodes ?? {})) {
      const text = JSON.stringify(report);
      newTexts.set(node, text);
      newReports.set(node, texts.get(node) === text ? (reports.get(node) ?? report) : report);
    }
    [known, texts, reports] = [plan, newTexts, newReports];
  }
  return reports.get(id);
}

/** What compiling said of a node; undefined until the session has answered. Renders only when it says something else. */
export function useNodeReport(id: string): NodeReport | undefined {
  return useSession((state) => reportOf(state.plan, id));
}

/** What is known of an output, `node.port`. */
export function outputReport(plan: PlanReport | null, endpoint: string): PortReport | undefined {
  const end = parseEndpoint(endpoint);
  const outputs = end === null ? undefined : reportOf(plan, end.node)?.outputs;
  return end !== null && outputs !== undefined && Object.hasOwn(outputs, end.port) ? outputs[end.port] : undefined;
}
