import { useEffect } from "react";
import { useDocument } from "../stores/documentStore.ts";
import { deleteSelection, selectAll } from "./actions.ts";
import { useCanvasUi } from "./canvasUi.ts";
import { copySelection, duplicateSelection, pasteText } from "./clipboard.ts";

/** Whether keys are the canvas's: the focus is on it or on nothing, and not in a field. */
function isForCanvas(target: EventTarget | null, canvas: HTMLElement): boolean {
  if (!(target instanceof Element) || target === document.body) return document.querySelector("[aria-modal]") === null;
  if (target.closest("input, textarea, select, [contenteditable]") !== null) return false;
  return canvas.contains(target);
}

function onKey(event: KeyboardEvent): boolean {
  const { selection, select } = useDocument.getState();
  const command = event.ctrlKey || event.metaKey;
  if (command && !event.shiftKey && !event.altKey) {
    switch (event.key.toLowerCase()) {
      case "a":
        selectAll();
        return true;
      case "d":
        duplicateSelection();
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

/** Delete, copy, paste, duplicate, select all, rename: by keys, while the canvas has them. */
export function useCanvasKeys(canvas: HTMLElement | null): void {
  useEffect(() => {
    if (canvas === null) return;
    const keydown = (event: KeyboardEvent): void => {
      if (!event.defaultPrevented && isForCanvas(event.target, canvas) && onKey(event)) event.preventDefault();
    };
    const copy = (event: ClipboardEvent): void => {
      if (!isForCanvas(event.target, canvas) || window.getSelection()?.isCollapsed === false) return;
      const text = copySelection();
      if (text === null || event.clipboardData === null) return;
      event.clipboardData.setData("text/plain", text);
      event.preventDefault();
      if (event.type === "cut") deleteSelection();
    };
    const paste = (event: ClipboardEvent): void => {
      if (!isForCanvas(event.target, canvas)) return;
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (pasteText(text)) event.preventDefault();
    };
    document.addEventListener("keydown", keydown);
    document.addEventListener("copy", copy);
    document.addEventListener("cut", copy);
    document.addEventListener("paste", paste);
    return () => {
      document.removeEventListener("keydown", keydown);
      document.removeEventListener("copy", copy);
      document.removeEventListener("cut", copy);
      document.removeEventListener("paste", paste);
    };
  }, [canvas]);
}
