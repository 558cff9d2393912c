import { inTime, NoAnswer } from "../../kit/inTime.ts";
import { readGalleryGraph } from "../../document/gallery.ts";
import type { Graph } from "../../../graph/graph.ts";
import { useDocument } from "../../document/documentStore.ts";
import { emptyGraph } from "../../../graph/emptyGraph.ts";
import type { Origin } from "../../document/history.ts";
import { notify, notifyError } from "../../kit/noticeStore.ts";
import { useDialog } from "../../kit/dialog/dialogStore.ts";
import type { Keeping } from "../keeping.ts";
import { openKept, openStored } from "../openDocument.ts";
import { openLink } from "../openLink.ts";
import { openLinked } from "./openLinked.ts";
import { openPointer, type Pointed } from "../openPointer.ts";
import { recoverLeft } from "../recoverLeft.ts";
import { useWaiting } from "../waitingStore.ts";

const firstGraph = "notebook-mlp";
const firstOrigin = { kind: "gallery", name: firstGraph } as const;
/** A page that is loaded again lets go of its document a moment after the new one asks for it. */
const lockComesFree = 400;

/** Says what the page starts with: the link's graph, or what was open last, or the notebook's. */
export async function openFirst(keeping: Keeping): Promise<void> {
  const pointers = openPointer.read();
  if (openLink.isLink(location.hash) && (await openVisited(keeping, location.hash, pointers.copy))) return;
  const { own } = pointers;
  // A graph of the gallery, the most likely here, is read while the storage is still on its way to its answer.
  const ahead = own?.stored === true ? undefined : readAhead(own);
  // Its failure is told where it is waited for; a document that was found instead does without it.
  ahead?.catch(() => undefined);
  let found: Found;
  try {
    // Once it has answered it may take its time: the numbers of a large model are many.
    const earlier = await inTime(() => prepare(keeping));
    found = await inTime(() => openOwn(keeping, own, earlier));
  } catch (error) {
    keeping.graphs.fail(error);
    if (error instanceof NoAnswer && own?.stored === true) {
      useWaiting.setState({ title: own.title });
      void openLater(keeping, own);
      return;
    }
    if (error instanceof NoAnswer) void offerLater(keeping);
    else if (own?.stored === true) tellUnreadable(keeping, own, error);
    await openUnstored(null);
    return;
  }
  if (found === "opened") return;
  if (found === "gone" && own?.stored === true) {
    notify({ kind: "error", message: `“${own.title}”, which was open last, is no longer in this browser.` });
  }
  await openUnstored(own, pointers.here, ahead);
}

/** Returns where the graph comes from that is shown where nothing is stored: what was looked at last, or the notebook's. */
function unstoredOrigin(own: Pointed | null): Origin {
  return own?.stored === false && own.origin.kind !== "link" ? own.origin : firstOrigin;
}

/** Reads that graph. */
async function readAhead(own: Pointed | null): Promise<Graph> {
  const origin = unstoredOrigin(own);
  if (origin.kind === "new") return emptyGraph;
  return readGalleryGraph(origin.name).catch(() => readGalleryGraph(firstGraph));
}

/** Opens a link's graph: as this tab changed it, if this tab had it open before. */
async function openVisited(keeping: Keeping, fragment: string, copy: Pointed | null): Promise<boolean> {
  const settled = prepare(keeping).catch(() => undefined);
  if (copy?.fragment === fragment) {
    const open = async (): Promise<boolean> => {
      await settled;
      return openStored(keeping, copy.documentId, { inPlace: true, wait: lockComesFree });
    };
    try {
      if (await inTime(open)) return true;
    } catch (error) {
      tellUnreadable(keeping, copy, error);
    }
  }
  return openLinked(keeping, fragment, true);
}

/** What came of opening a document of one's own: it may be gone, or be there and not to be read, which was told. */
type Found = "opened" | "gone" | "unreadable";

/** Opens what was open last of the documents that the browser keeps, or the one that was changed last. */
async function openOwn(keeping: Keeping, own: Pointed | null, earlier: string | null): Promise<Found> {
  if (own !== null && !own.stored && earlier === null) return "gone";
  let found: Found = "gone";
  const known = [earlier, own?.documentId].filter((id) => typeof id === "string");
  const others = await keeping.documents.list();
  const rest = others.filter(({ deleted, origin }) => deleted === undefined && origin.kind !== "link");
  for (const id of new Set([...known, ...rest.map((head) => head.id)])) {
    const title = others.find((head) => head.id === id)?.title ?? own?.title;
    try {
      if (await openStored(keeping, id, { inPlace: true, wait: lockComesFree })) {
        if (own?.stored === true && id !== own.documentId && earlier === null && found === "gone") tellGone(own);
        return "opened";
      }
    } catch (error) {
      notifyError(error, title);
      found = "unreadable";
    }
  }
  return found;
}

/** Makes documents of what an earlier version of the page kept. Its keys were strings, which stand before all others. */
async function takeOver({ database, visit }: Keeping): Promise<string | null> {
  const there = await database.read((store) => store.count(IDBKeyRange.bound("", [], false, true)));
  if (there === 0) return null;
  return (await import("../storage/earlierRecords.ts")).takeOverEarlier(database, visit);
}

/** Makes the storage fit for use: with what an earlier version kept, and what earlier visits could not see written. */
async function prepare(keeping: Keeping): Promise<string | null> {
  const earlier = await takeOver(keeping);
  await recoverLeft(keeping);
  tellRecovered(await keeping.documents.recover());
  keeping.documents.purge().catch(() => undefined);
  return earlier;
}

/** The storage is silent: what was open last is shown as soon as it answers, unless its reader does something else. */
async function openLater(keeping: Keeping, own: Pointed): Promise<void> {
  const { documentId } = useDocument.getState();
  await keeping.graphs.works();
  useWaiting.setState({ title: null });
  if (useDocument.getState().documentId !== documentId || useDocument.getState().history.past.length > 0) return;
  try {
    if ((await openOwn(keeping, own, await prepare(keeping))) !== "opened") await openUnstored(own);
  } catch (error) {
    tellUnreadable(keeping, own, error);
  }
}

/** The storage is silent, and nobody knows whether there are documents: says so once it answers. */
async function offerLater(keeping: Keeping): Promise<void> {
  await keeping.graphs.works();
  const earlier = await prepare(keeping);
  const documents = await keeping.documents.list();
  if (earlier === null && documents.length === 0) return;
  const message = "The browser's storage answers again: your documents can be opened.";
  notify({ kind: "info", message, action: showDocuments });
}

/** Opens what needs no storage: the graph of the gallery that was looked at last, or the first. */
async function openUnstored(own: Pointed | null, here = false, ahead = readAhead(own)): Promise<void> {
  const origin = unstoredOrigin(own);
  // In the tab that had it open it is the same document, with its breakpoints.
  const same = own?.stored === false && here ? { documentId: own.documentId } : {};
  useDocument.getState().open(await ahead, origin, { undoable: false, ...same });
}

const showDocuments = { label: "Documents", run: () => useDialog.setState({ open: "documents" }) };

/** The browser has lost its database: says what there is again, and what there is not. */
function tellRecovered(documents: number): void {
  if (documents === 0) return;
  const what = documents === 1 ? "Your document was" : `Your ${documents} documents were`;
  const message = `This browser has lost its database. ${what} brought back from a second copy; what was trained is gone with it.`;
  notify({ kind: "error", message, action: showDocuments });
}

function tellUnreadable(keeping: Keeping, own: Pointed, error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error);
  const message = `“${own.title}”, which was open last, cannot be read from this browser (${reason}). It is left as it is.`;
  const run = (): void => void openKept(keeping, { id: own.documentId, title: own.title });
  notify({ kind: "error", message, action: { label: "Try again", run } });
}

function tellGone(own: Pointed): void {
  notify({
    kind: "info",
    message: `“${own.title}”, which was open last, is no longer among the documents of this browser.`,
  });
}
