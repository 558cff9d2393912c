import type { Graph } from "../../graph/graph.ts";
import { decodeShareLink } from "../../io/shareLink.ts";
import { lossCurve } from "../lossCurve.ts";
import { checkpoint } from "../sessionLink.ts";
import { useDocument, type OpenOptions } from "../stores/documentStore.ts";
import type { Origin } from "../stores/history.ts";
import { notifyError } from "../stores/noticeStore.ts";
import { useSession } from "../stores/sessionStore.ts";
import { saveNow } from "./autosave.ts";
import { browserStorage } from "./browserStorage.ts";
import { readGalleryGraph } from "./gallery.ts";
import { openLink } from "./openLink.ts";
import { fromRecord, type SavedRecord } from "./savedRecord.ts";

const firstGraph = "notebook-mlp";

/** Replaces the document by another; the one before is kept, with its training, and one undo leads back to it. */
export async function switchDocument(graph: Graph, origin: Origin, options: OpenOptions = {}): Promise<void> {
  if (useSession.getState().status?.evaluated === true) {
    const patience = new Promise((resolve) => setTimeout(resolve, 500));
    await Promise.race([checkpoint().catch(() => undefined), patience]);
  }
  await saveNow();
  useDocument.getState().open(graph, origin, options);
}

/** Opens a document that this browser kept, as it was left: trained, and with its loss curve. */
export async function reopen(record: SavedRecord, first = false): Promise<void> {
  const { graph, documentId, origin, checkpoint: trained, ghost } = fromRecord(record);
  // A copy from a link that was never run is not run now either.
  const evaluate = origin.kind !== "link" || trained !== null;
  const options: OpenOptions = { checkpoint: trained, evaluate, documentId, undoable: !first };
  if (first) useDocument.getState().open(graph, origin, options);
  else await switchDocument(graph, origin, options);
  lossCurve.startDocument(ghost);
}

/** Opens the graph that a link carries, as an unsaved copy that does not run by itself. Says whether it could. */
export async function openFromLink(fragment: string, first = false): Promise<boolean> {
  try {
    const graph = await decodeShareLink(fragment);
    openLink.opens(fragment);
    const copy = first ? await browserStorage.read("copy").catch(() => undefined) : undefined;
    if (copy?.fragment === fragment) {
      await reopen(copy, true);
      return true;
    }
    const origin: Origin = { kind: "link", name: graph.title };
    if (first) useDocument.getState().open(graph, origin, { evaluate: false, undoable: false });
    else await switchDocument(graph, origin, { evaluate: false });
    return true;
  } catch (error) {
    notifyError(error, "the link");
    openLink.clearAddress();
    return false;
  }
}

/** What the page starts with: the link's graph, or what was open last, or the notebook's. */
export async function openFirst(): Promise<void> {
  const own = openLink.isLink(location.hash) ? null : readOwn();
  if (openLink.isLink(location.hash) && (await openFromLink(location.hash, true))) return;
  const record = await (own ?? readOwn());
  if (record !== undefined) {
    try {
      await reopen(record, true);
      return;
    } catch (error) {
      notifyError(error, record.title);
      await browserStorage.addEarlier(record).catch(() => undefined);
    }
  }
  const graph = await readGalleryGraph(firstGraph);
  useDocument.getState().open(graph, { kind: "gallery", name: firstGraph }, { undoable: false });
}

/** Where nothing can be read, nothing can be kept either, which the first attempt to keep something tells. */
function readOwn(): Promise<SavedRecord | undefined> {
  return browserStorage.read("own").catch(() => undefined);
}
