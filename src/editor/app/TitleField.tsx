import { useDraft } from "../document/fields/useDraft.ts";
import { useDocument } from "../document/documentStore.ts";

/** Shows the document's title, edited where it stands. Escape takes back what was typed. */
export function TitleField() {
  const title = useDocument((state) => state.graph.title);
  const draft = useDraft(title, (typed) => {
    const wanted = typed.trim();
    return wanted === "" || useDocument.getState().apply([{ type: "setTitle", title: wanted }]);
  });
  return <input {...draft} className="title-field" aria-label="Title" spellCheck={false} title={draft.value} />;
}
