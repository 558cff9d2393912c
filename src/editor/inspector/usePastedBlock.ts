import { useEffect, useRef, type RefObject } from "react";
import { takesText } from "../kit/keys/fieldFocus.ts";
import { notify, notifyError } from "../kit/noticeStore.ts";
import { isForTheCanvas, isTable, type PastedBlock } from "./pasteBlock.ts";

/**
 * Hears what is pasted while the focus is in the panel: a table, or anything while no field has the focus, but for parts
 * of graphs and links, which are the canvas's. `write` puts it into the tensor, or throws what is wrong. Whatever
 * happens is said.
 */
export function usePastedBlock(panel: RefObject<HTMLElement | null>, write: (text: string) => PastedBlock): void {
  const newest = useRef(write);
  useEffect(() => {
    newest.current = write;
  });
  useEffect(() => {
    const onPaste = (event: ClipboardEvent): void => {
      const focused = document.activeElement;
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (panel.current?.contains(focused) !== true || isForTheCanvas(text)) return;
      // A single number that is pasted into the cell's field is text like any other.
      if (takesText(focused) && !isTable(text)) return;
      event.preventDefault();
      // Before the canvas takes it for a part of a graph.
      event.stopImmediatePropagation();
      try {
        notify({ kind: "info", message: newest.current(text).says });
      } catch (error) {
        notifyError(error);
      }
    };
    document.addEventListener("paste", onPaste, { capture: true });
    return () => document.removeEventListener("paste", onPaste, { capture: true });
  }, [panel]);
}
