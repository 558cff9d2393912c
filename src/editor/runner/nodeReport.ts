import { parseEndpoint } from "../../base/endpoint.ts";
import type { NodeReport } from "../../protocol/nodeReport.ts";
import type { PlanReport } from "../../protocol/planReport.ts";
import type { PortReport } from "../../protocol/portReport.ts";
import { reportOf } from "./reportOf.ts";
import { useSession } from "./useSession.ts";

/**
 * Returns what compiling said of a node; undefined until the session has answered. Renders only when it says something
 * else.
 */
export function useNodeReport(id: string): NodeReport | undefined {
  return useSession(({ plan }) => reportOf(plan, id));
}

/** Returns what is known of an output, `node.port`. */
export function outputReport(plan: Pick<PlanReport, "nodes"> | null, endpoint: string): PortReport | undefined {
  const end = parseEndpoint(endpoint);
  const outputs = end === null ? undefined : reportOf(plan, end.node)?.outputs;
  return end !== null && outputs !== undefined && Object.hasOwn(outputs, end.port) ? outputs[end.port] : undefined;
}
