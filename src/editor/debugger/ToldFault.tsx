import type { Diagnostic } from "../../base/diagnostic.ts";
import type { PlanReport } from "../../protocol/planReport.ts";
import { useSession } from "../runner/useSession.ts";

/** Says what is wrong with a graph and what to do about it, in the place of the told step. */
export function ToldFault() {
  const next = useSession(({ status }) => status?.next?.node);
  const fault = useSession(({ plan }) => (plan === null ? undefined : faultIn(plan)));
  if (fault === undefined) return null;
  return (
    <p>
      <b>{fault.node ?? "The graph"}</b> cannot run: {fault.plain ?? `${fault.message}.`}
      {next !== undefined && ` Step runs what does not need it, ${next} first.`}
    </p>
  );
}

/** The fault that others may come from: that of a node itself, and not of one that waits for it. */
function faultIn({ nodes, diagnostics }: PlanReport): Diagnostic | undefined {
  return diagnostics.find(({ node }) => node === undefined || nodes[node]?.status === "error") ?? diagnostics[0];
}
