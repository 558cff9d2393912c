import { useState } from "react";
import { useDocument } from "../stores/documentStore.ts";

/** The document's title, edited where it stands. Escape takes back what was typed. */
export function TitleField() {
  const title = useDocument((state) => state.graph.title);
  const [typed, setTyped] = useState<string | null>(null);
  const commit = (): void => {
    if (typed === null) return;
    const wanted = typed.trim();
    setTyped(null);
    if (wanted !== "" && wanted !== title) useDocument.getState().apply([{ type: "setTitle", title: wanted }]);
  };
  return (
    <input
      className="title-field"
      aria-label="Title"
      spellCheck={false}
      maxLength={200}
      value={typed ?? title}
      title={typed ?? title}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === "Enter") event.currentTarget.blur();
        if (event.key === "Escape") setTyped(null);
      }}
    />
  );
}
