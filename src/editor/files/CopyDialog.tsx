import { useEffect, useRef } from "react";
import { Dialog } from "../kit/dialog/Dialog.tsx";
import { useDialog } from "../kit/dialog/dialogStore.ts";

/** Shows a text, selected, that the browser does not let the page copy. */
export function CopyDialog() {
  const { text, what, note } = useDialog((state) => state.copy);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  return (
    <Dialog title={`Copy ${what}`}>
      <p>The browser did not let the page copy {what}. It is selected: copy it with your keyboard or by its menu.</p>
      {note !== "" && <p>{note}</p>}
      <textarea ref={field} className="copy-text" aria-label={what} readOnly rows={5} value={text} />
    </Dialog>
  );
}
