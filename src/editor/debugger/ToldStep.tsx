import { useState } from "react";
import type { Diagnostic } from "../../base/diagnostic.ts";
import { findNodeType } from "../../nodes/catalogue.ts";
import type { PlanReport } from "../../protocol/planReport.ts";
import { nodeOf } from "../document/graphIndex.ts";
import { useDocument } from "../document/documentStore.ts";
import { lazyPart } from "../kit/lazyPart.tsx";
import { useSession } from "../runner/useSession.ts";
import "./told.css";

const ToldSentence = lazyPart("What the step did", async () => (await import("./ToldSentence.tsx")).ToldSentence);

/**
 * Tells in one sentence what the last step did. Its place is always there, and always as high; what it takes is loaded with
 * the first step.
 */
export function ToldStep() {
  const [spoken, setSpoken] = useState("");
  const standing = useSession(({ status, plan }) => {
    if (status === null || plan === null || (plan.instructions.length === 0 && faultIn(plan) === undefined))
      return "nothing";
    if (status.phase === "training") return "training";
    return status.cursor > 0 || status.iteration > 0 ? "stepped" : "start";
  });
  return (
    <section className="told" aria-label="What the step did">
      {standing === "training" && <p className="told-quiet">It trains. Pause, and each step is told here.</p>}
      {standing === "start" && <NextStep />}
      {standing === "stepped" && <ToldSentence otherwise={<NextStep />} onTold={setSpoken} />}
      {/* Read out once, as one text: of the sentence itself each button would be read for itself. */}
      <p className="wg-hidden" role="status">
        {standing === "stepped" ? spoken : ""}
      </p>
    </section>
  );
}

/** The fault that others may come from: that of a node itself, and not of one that waits for it. */
function faultIn({ nodes, diagnostics }: PlanReport): Diagnostic | undefined {
  return diagnostics.find(({ node }) => node === undefined || nodes[node]?.status === "error") ?? diagnostics[0];
}

/** Says what a press of Step would run, where none has yet; of a graph with a fault first what is to be done about that. */
function NextStep() {
  const next = useSession(({ status }) => status?.next?.node);
  const fault = useSession(({ plan }) => (plan === null ? undefined : faultIn(plan)));
  const summary = useDocument(({ graph }) => {
    const node = next === undefined ? undefined : nodeOf(graph, next);
    return node === undefined ? "" : (findNodeType(node.type)?.summary ?? "");
  });
  if (fault !== undefined) {
    return (
      <p>
        {fault.node !== undefined && <b>{fault.node}</b>} cannot run: {fault.plain ?? `${fault.message}.`}
        {next !== undefined && ` Step runs what does not need it, ${next} first.`}
      </p>
    );
  }
  if (next === undefined) return null;
  return (
    <p>
      Press <b>Step</b> to run <b>{next}</b>: {summary} What that does to the numbers is then told here.
    </p>
  );
}
