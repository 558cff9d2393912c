import { useEffect, useState } from "react";
import { notify } from "../kit/noticeStore.ts";
import { graphNodeId } from "../document/flowId.ts";
import { droppedFile } from "./droppedFile.ts";
import { lazyPart } from "../kit/lazyPart.tsx";
import type { Dragged } from "./DropTarget.tsx";
import { fileActions } from "../keeping/files/fileActions.ts";
import { useKeeping } from "../keeping/useKeeping.ts";
import { isOwnText } from "../keeping/files/meantNodes.ts";

const DropTarget = lazyPart("What becomes of the file", async () => (await import("./DropTarget.tsx")).DropTarget);

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;

/** The node whose card is under the pointer. */
function nodeUnder(event: DragEvent): string | null {
  const card = event.target instanceof Element ? event.target.closest(".react-flow__node") : null;
  const flowId = card?.getAttribute("data-id") ?? null;
  return flowId === null ? null : graphNodeId(flowId);
}

/** What is dragged, as far as the browser says it before it is dropped: its type, and not its name. */
function draggedBy(event: DragEvent): Dragged {
  const type = event.dataTransfer?.items[0]?.type ?? "";
  const kind = type === "text/plain" ? "text" : type === "application/json" ? "graph" : "file";
  return { kind, over: nodeUnder(event) };
}

/** While something is dragged over the page the browser says so at least every third of a second. */
const silence = 1500;

/** Takes a file that is dropped anywhere on the page: a graph, or a text to learn from. */
export function FileDrop() {
  const keeping = useKeeping();
  const [dragged, setDragged] = useState<Dragged | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = (): void => {
      clearTimeout(timer);
      setDragged(null);
    };
    const onDragOver = (event: DragEvent): void => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      clearTimeout(timer);
      timer = setTimeout(end, silence);
      const now = draggedBy(event);
      setDragged((before) => (before?.kind === now.kind && before.over === now.over ? before : now));
    };
    const onDragLeave = (event: DragEvent): void => {
      if (event.relatedTarget === null) end();
    };
    const onDrop = (event: DragEvent): void => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      end();
      const file = droppedFile(event.dataTransfer);
      if (file === null) return;
      if (typeof file === "string") {
        notify({ kind: "error", message: file });
        return;
      }
      const over = nodeUnder(event);
      if (isOwnText(file, over)) fileActions.takeOwnText(keeping, file, over);
      else fileActions.openFile(keeping, file);
    };
    // While a drag goes on the pointer and the keys are silent: when one of them is heard it has ended, wherever.
    const endings = ["pointermove", "pointerdown", "keydown"] as const;
    for (const ending of endings) addEventListener(ending, end, { capture: true, passive: true });
    addEventListener("dragover", onDragOver);
    addEventListener("dragleave", onDragLeave);
    addEventListener("drop", onDrop);
    return () => {
      clearTimeout(timer);
      for (const ending of endings) removeEventListener(ending, end, { capture: true });
      removeEventListener("dragover", onDragOver);
      removeEventListener("dragleave", onDragLeave);
      removeEventListener("drop", onDrop);
    };
  }, [keeping]);
  return dragged === null ? null : <DropTarget dragged={dragged} />;
}
