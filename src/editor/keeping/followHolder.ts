import { readGraph } from "../../graph/file/readGraph.ts";
import { isElsewhere } from "../document/accessStore.ts";
import { useDocument } from "../document/documentStore.ts";
import { notifyError } from "../kit/noticeStore.ts";
import type { Keeping } from "./keeping.ts";

/**
 * Shows in a tab that can only read what the tab that works on the document writes: its graph, edit by edit. Its numbers
 * come with the document itself, when it is taken up here. Returns how to stop.
 */
export function followHolder(keeping: Keeping): () => void {
  let reading = false;
  let again = false;
  const look = async (): Promise<void> => {
    again = true;
    // What comes while one is read is read after it, once.
    if (reading) return;
    reading = true;
    try {
      while (again) {
        again = false;
        await showNewest(keeping);
      }
    } finally {
      reading = false;
    }
  };
  const onNews = (): void => {
    // Nobody looks at a hidden tab: it catches up when it comes to the front.
    if (document.visibilityState === "visible" && isElsewhere(openId())) look().catch(notifyError);
  };
  const stop = keeping.writtenNews?.listen((id) => {
    if (id === openId()) onNews();
  });
  document.addEventListener("visibilitychange", onNews);
  return () => {
    stop?.();
    document.removeEventListener("visibilitychange", onNews);
  };
}

const openId = (): string => useDocument.getState().documentId;

/** Reads the open document, and shows it if it is another than before. */
async function showNewest({ documents, graphs }: Keeping): Promise<void> {
  const id = openId();
  const stored = await documents.read(id);
  if (stored === undefined || stored.head.deleted !== undefined) return;
  // What was changed here and could not be written yet is not thrown away.
  if (!isElsewhere(id) || openId() !== id || !graphs.isKept(id)) return;
  const { head, text } = stored;
  if (head.version === graphs.version(id)) return;
  const graph = readGraph(text);
  const { touched, origin, fragment } = head;
  graphs.know(head.version, { id, graph, origin, touched, ...(fragment === undefined ? {} : { fragment }) });
  useDocument.getState().follow(graph);
}
