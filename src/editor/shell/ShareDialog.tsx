import { useEffect, useRef } from "react";
import { Dialog } from "./Dialog.tsx";
import { useDocument } from "../stores/documentStore.ts";
import { useDialog } from "./dialogStore.ts";
import { notCarried } from "./share.ts";

/** The link, selected, where the browser does not let the page copy it. */
export function ShareDialog() {
  const link = useDialog((state) => state.link);
  const needed = useDocument((state) => notCarried(state.graph));
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  return (
    <Dialog title="Share">
      <p>The browser did not let the page copy the link. It is selected: copy it with your keyboard or by its menu.</p>
      {needed !== "" && <p>{needed}</p>}
      <textarea ref={field} className="share-link" aria-label="Link to this graph" readOnly rows={5} value={link} />
    </Dialog>
  );
}
