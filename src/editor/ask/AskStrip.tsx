import { AskRow } from "./AskRow.tsx";
import { derived } from "../../base/derived.ts";
import { useDocument } from "../document/documentStore.ts";
import { mightAsk } from "./mightAsk.ts";
import "./askStrip.css";

const isAsked = derived(mightAsk);

/** Shows what the model says to a context that its reader types. It has its room before it has its content. */
export function AskStrip() {
  const shown = useDocument(({ graph }) => isAsked(graph));
  // What another graph's model said is no answer of this one's.
  const documentId = useDocument((state) => state.documentId);
  if (!shown) return null;
  return (
    <section className="ask-strip" data-place="ask" aria-label="Ask the model">
      <AskRow key={documentId} />
    </section>
  );
}
