import { useEffect, useState } from "react";
import { notify } from "../stores/noticeStore.ts";
import { graphNodeId } from "../canvas/flowId.ts";
import { openFile } from "./files.ts";
import { isOwnText, takeOwnText } from "./ownText.ts";

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;

/** The node whose card is under the pointer. */
function nodeUnder(event: DragEvent): string | null {
  const card = event.target instanceof Element ? event.target.closest(".react-flow__node") : null;
  const flowId = card?.getAttribute("data-id") ?? null;
  return flowId === null ? null : graphNodeId(flowId);
}

/** Takes a file that is dropped anywhere on the page: a graph, or a text to learn from. */
export function FileDrop() {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const onDragOver = (event: DragEvent): void => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const onDragLeave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent): void => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setOver(false);
      const files = event.dataTransfer?.files;
      const file = files?.[0];
      if (file === undefined) return;
      if (files !== undefined && files.length > 1) {
        notify({ kind: "error", message: `${files.length} files were dropped: drop one at a time.` });
        return;
      }
      void (isOwnText(file) ? takeOwnText(file, nodeUnder(event)) : openFile(file));
    };
    addEventListener("dragover", onDragOver);
    addEventListener("dragleave", onDragLeave);
    addEventListener("drop", onDrop);
    return () => {
      removeEventListener("dragover", onDragOver);
      removeEventListener("dragleave", onDragLeave);
      removeEventListener("drop", onDrop);
    };
  }, []);
  return over ? <div className="drop-target">Drop a graph to open it, or a .txt to learn from it</div> : null;
}
