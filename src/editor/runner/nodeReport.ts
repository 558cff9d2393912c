import { parseEndpoint } from "../../base/endpoint.ts";
import type { NodeReport } from "../../protocol/nodeReport.ts";
import type { PlanReport } from "../../protocol/planReport.ts";
import type { PortReport } from "../../protocol/portReport.ts";
import { useSession } from "./useSession.ts";

/** A node's report in a plan: the same object as in the plan before, as long as it says the same. */
function reportOf(plan: PlanReport | null, id: string): NodeReport | undefined {
  return plan !== null && Object.hasOwn(plan.nodes, id) ? plan.nodes[id] : undefined;
}

/**
 * Returns what compiling said of a node; undefined until the session has answered. Renders only when it says something
 * else.
 */
export function useNodeReport(id: string): NodeReport | undefined {
  return useSession(({ plan }) => reportOf(plan, id));
}

/** Returns what is known of an output, `node.port`. */
export function outputReport(plan: PlanReport | null, endpoint: string): PortReport | undefined {
  const end = parseEndpoint(endpoint);
  const outputs = end === null ? undefined : reportOf(plan, end.node)?.outputs;
  return end !== null && outputs !== undefined && Object.hasOwn(outputs, end.port) ? outputs[end.port] : undefined;
}
