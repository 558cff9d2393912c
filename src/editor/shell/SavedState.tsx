import { useDocument } from "../stores/documentStore.ts";
import { useSession } from "../stores/sessionStore.ts";
import { useSaved } from "./saveStore.ts";

const meaning = "Kept in this browser, with the trained parameters. Save it as a file to have it elsewhere.";

/** Whether the browser holds the document, and how many parameters it has. */
export function SavedState() {
  const state = useSaved((saved) => saved.state);
  const reason = useSaved((saved) => saved.reason);
  const copy = useDocument((document) => document.origin.kind === "link");
  const parameters = useSession((session) => session.plan?.parameterCount ?? null);
  const text = copy ? "unsaved copy" : { saving: "saving …", saved: "saved", failed: "could not save" }[state];
  return (
    <p className="saved-state">
      <span
        data-state={copy ? "copy" : state}
        data-kept={state === "saved"}
        title={state === "failed" ? (reason ?? "") : copy ? undefined : meaning}
      >
        {text}
        {state === "failed" && !copy && reason !== null && <span className="wg-hidden">: {reason}</span>}
      </span>
      {parameters !== null && (
        <span className="saved-parameters">
          {" · "}
          {parameters.toLocaleString("en")} {parameters === 1 ? "parameter" : "parameters"}
        </span>
      )}
    </p>
  );
}
