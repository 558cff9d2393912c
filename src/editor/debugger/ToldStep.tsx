import { useState } from "react";
import { findNodeType } from "../../nodes/catalogue.ts";
import { nodeOf } from "../document/graphIndex.ts";
import { useDocument } from "../document/documentStore.ts";
import { lazyPart } from "../kit/lazyPart.tsx";
import { useSession } from "../runner/useSession.ts";
import "./told.css";

const ToldSentence = lazyPart("What the step did", async () => (await import("./ToldSentence.tsx")).ToldSentence);
const ToldFault = lazyPart("What is wrong", async () => (await import("./ToldFault.tsx")).ToldFault);

/**
 * Tells in one sentence what the last step did. Its place is always there, and always as high; what it takes is loaded with
 * the first step.
 */
export function ToldStep() {
  const [spoken, setSpoken] = useState("");
  const standing = useSession(({ status, plan }) => {
    if (status === null || plan === null || plan.instructions.length + plan.diagnostics.length === 0) return "nothing";
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

/** Says what a press of Step would run, where none has yet; of a graph with a fault first what is to be done about that. */
function NextStep() {
  const next = useSession(({ status }) => status?.next?.node);
  const faulty = useSession(({ plan }) => (plan?.diagnostics.length ?? 0) > 0);
  const summary = useDocument(({ graph }) => {
    const node = next === undefined ? undefined : nodeOf(graph, next);
    return node === undefined ? "" : (findNodeType(node.type)?.summary ?? "");
  });
  if (faulty) return <ToldFault />;
  if (next === undefined) return null;
  return (
    <p>
      Press <b>Step</b> to run <b>{next}</b>: {summary} What that does to the numbers is then told here.
    </p>
  );
}
