import { formatCount } from "../../base/formatNumber.ts";
import { useDocument } from "../document/documentStore.ts";
import { useSession } from "../runner/useSession.ts";
import { useKeeping } from "../keeping/useKeeping.ts";
import { useSaved, type SaveState } from "../keeping/saveStore.ts";

/** What the mark says, in two or three words and in a sentence. */
function describe({ state, reason, iteration }: SaveState): { readonly text: string; readonly meaning: string } {
  const elsewhere = "Save with training, in the menu File, makes a file of graph and numbers.";
  switch (state) {
    case "saving":
      return { text: "saving …", meaning: "On its way into this browser’s storage." };
    case "saved": {
      const trained = iteration === null ? "" : `, and its numbers of iteration ${formatCount(iteration)}`;
      return { text: "saved", meaning: `The graph is kept in this browser${trained}. ${elsewhere}` };
    }
    case "behind": {
      const kept =
        iteration === null ? "none of its numbers yet" : `its numbers of iteration ${formatCount(iteration)}`;
      return {
        text: iteration === null ? "graph saved" : `saved at iteration ${formatCount(iteration)}`,
        meaning: `This browser keeps the graph, and ${kept}; newer ones follow while it trains. ${elsewhere}`,
      };
    }
    case "numbersFailed":
      return { text: "graph saved, numbers not", meaning: `What was trained could not be kept: ${reason ?? ""}` };
    case "failed":
      return { text: "could not save", meaning: reason ?? "" };
    case "reading":
      return { text: "read only", meaning: "Another tab works on this document: this one keeps nothing of it." };
  }
}

/** Shows whether the browser holds the document, and how many parameters it has. */
export function SavedState() {
  const keeping = useKeeping();
  const saved = useSaved();
  const copy = useDocument(({ origin }) => origin.kind === "link" && keeping.standing() === null);
  const parameters = useSession((session) => session.plan?.parameterCount ?? null);
  const { text, meaning } = copy
    ? { text: "unsaved copy", meaning: "It is in its link. Once you change or train it, this browser keeps it." }
    : describe(saved);
  const failed = !copy && (saved.state === "failed" || saved.state === "numbersFailed");
  return (
    <p className="saved-state">
      <span data-state={copy ? "copy" : saved.state} data-kept={saved.state === "saved" && !copy} title={meaning}>
        {text}
        {failed && saved.reason !== null && <span className="wg-hidden">: {saved.reason}</span>}
      </span>
      {parameters !== null && (
        <span className="saved-parameters">
          {" · "}
          {formatCount(parameters)} {parameters === 1 ? "parameter" : "parameters"}
        </span>
      )}
    </p>
  );
}
