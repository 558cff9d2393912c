import { useEffect } from "react";
import { duplicateSelection } from "../document/clipboard/insertFragment.ts";
import { canvasHasKeys } from "../kit/keys/fieldFocus.ts";
import { isComposing } from "../kit/keys/isComposing.ts";
import { useDocument } from "../document/documentStore.ts";
import { deleteSelection, selectAll } from "../document/edits/actions.ts";
import { useCanvasUi } from "../document/canvasUi.ts";
import { flowView } from "./flow/flowView.ts";

function onKey(event: KeyboardEvent): boolean {
  const { selection, select } = useDocument.getState();
  const command = event.ctrlKey || event.metaKey;
  if (command && !event.shiftKey && !event.altKey) {
    switch (event.key.toLowerCase()) {
      case "a":
        selectAll();
        return true;
      case "d":
        duplicateSelection(flowView.sight());
        return true;
    }
    return false;
  }
  const only = selection.nodes.length === 1 ? selection.nodes[0] : undefined;
  switch (event.key) {
    case "Delete":
    case "Backspace":
      deleteSelection();
      return true;
    case "F2":
      if (only === undefined) return false;
      useCanvasUi.setState({ renaming: only });
      return true;
    case "Escape":
      select({});
      return true;
  }
  return false;
}

/** Delete, duplicate, select all, rename: by keys, wherever no field has the focus. */
export function useCanvasKeys(): void {
  useEffect(() => {
    const keydown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || isComposing(event) || !canvasHasKeys()) return;
      if (onKey(event)) event.preventDefault();
    };
    document.addEventListener("keydown", keydown);
    return () => document.removeEventListener("keydown", keydown);
  }, []);
}
