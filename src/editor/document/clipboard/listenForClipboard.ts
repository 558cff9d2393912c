import { writeGraph } from "../../../graph/writeGraph.ts";
import type { Keys } from "../../kit/keys/keys.ts";
import { canvasHasKeys } from "../../kit/keys/fieldFocus.ts";
import { useDocument } from "../documentStore.ts";
import { attempt } from "../../kit/attempt.ts";
import { notify } from "../../kit/noticeStore.ts";
import { selectedFragment } from "./fragment.ts";
import type { PasteSurroundings } from "./pasteText.ts";

/** Says of a text in the clipboard that it was copied here as a part of a graph: as a file it looks like a whole one. */
const partMark = "application/x-wiregrad-part";

/** Are the keys of copy, cut and paste: the browser hears these itself, and tells of them by events of their own. */
export const clipboardKeys: readonly Keys[] = ["Ctrl C", "Ctrl X", "Ctrl V"];

/** Copies, cuts and pastes parts of the graph wherever the canvas has the keys. Returns how to stop. */
export function listenForClipboard(surroundings: PasteSurroundings): () => void {
  const copy = (event: ClipboardEvent): void => {
    // A text that is marked on the page is meant, and not the cards.
    if (!canvasHasKeys() || window.getSelection()?.isCollapsed === false) return;
    const fragment = selectedFragment();
    if (fragment === null || event.clipboardData === null) return;
    const { graph, selection, apply } = useDocument.getState();
    event.clipboardData.setData("text/plain", writeGraph({ ...graph, description: "", ...fragment }));
    event.clipboardData.setData(partMark, "1");
    event.preventDefault();
    if (event.type === "cut") apply([{ type: "remove", nodes: selection.nodes, comments: selection.comments }]);
  };
  const paste = (event: ClipboardEvent): void => {
    const data = event.clipboardData;
    if (!canvasHasKeys() || data === null) return;
    event.preventDefault();
    if (data.files.length > 0 && data.getData("text/plain") === "") {
      notify({ kind: "error", message: "Nothing was pasted: the clipboard holds a file. Drop files on the page." });
      return;
    }
    // The clipboard is open only as long as the event is.
    const [text, isPart] = [data.getData("text/plain"), data.types.includes(partMark)];
    attempt(async () => (await import("./pasteText.ts")).pasteText(text, isPart, surroundings));
  };
  document.addEventListener("copy", copy);
  document.addEventListener("cut", copy);
  document.addEventListener("paste", paste);
  return () => {
    document.removeEventListener("copy", copy);
    document.removeEventListener("cut", copy);
    document.removeEventListener("paste", paste);
  };
}
