import { formatTextFile } from "../../base/textFile.ts";
import { lossCurve } from "../runner/lossCurve.ts";
import { ownTexts } from "./ownTexts.ts";
import { checkpoint, commands } from "../runner/sessionLink.ts";
import { Database } from "./storage/database.ts";
import { DocumentLocks, type Locks, type Neighbours } from "./storage/documentLocks.ts";
import { DocumentStorage } from "./storage/documentStorage.ts";
import { isElsewhere, setElsewhere } from "../document/accessStore.ts";
import { newId, useDocument } from "../document/documentStore.ts";
import { notify } from "../kit/noticeStore.ts";
import { useSession } from "../runner/sessionStore.ts";
import { GraphKeeper, type Standing } from "./graphKeeper.ts";
import { NumbersKeeper } from "./numbersKeeper.ts";
import { openLink } from "./openLink.ts";
import { savedStanding } from "./savedStanding.ts";
import { WrittenNews } from "./writtenNews.ts";
import { useSaved } from "./saveStore.ts";

/** The session may take so long to hand over its numbers, in milliseconds. */
const patience = 1000;
/** A tab that is asked for its document may take so long to write its last edits. */
const lastEdits = 1500;

/** The name of this visit, unlike any other's. */
export const visit = newId();
export const database = new Database("wiregrad", "documents");
export const documentStorage = new DocumentStorage(database, visit, Date.now);

/** Tells the other tabs of the graphs that this one has written, and hears of theirs; null where tabs cannot speak. */
export const writtenNews = WrittenNews.open();

/** Documents that are to be kept although nobody edited them: they were trained. */
const wanted = new Set<string>();
/** Documents that somebody has changed, in this visit or an earlier one. */
export const touched = new Set<string>();

/** The open document as it is to be kept; null while it need not be: it is as its gallery, link or menu gives it. */
export function standing(): Standing | null {
  const { graph, documentId: id, origin, history } = useDocument.getState();
  if (history.past.some(({ after, opened }) => after.documentId === id && opened === null)) touched.add(id);
  const fragment = openLink.fragment(id);
  const now = { id, graph, origin, touched: touched.has(id), ...(fragment === undefined ? {} : { fragment }) };
  const worth =
    now.touched ||
    wanted.has(id) ||
    graphs.version(id) !== null ||
    origin.kind === "file" ||
    origin.kind === "lesson" ||
    (origin.kind === "new" && graph.nodes.length > 0);
  return worth ? now : null;
}

/** Says on the page what is kept, as far as that has changed. */
export function showSaved(): void {
  const { documentId } = useDocument.getState();
  const text = ownTexts.onlyHere();
  const now = savedStanding({
    readOnly: isElsewhere(documentId),
    graphFailure: graphs.failure,
    graphKept: graphs.isKept(documentId),
    textOnlyHere: text === null ? null : formatTextFile(text),
    numbersFailure: numbers.failure,
    numbersKept: numbers.isKept,
    iteration: numbers.iteration(documentId),
    training: useSession.getState().status?.phase === "training",
  });
  const before = useSaved.getState();
  const same = before.state === now.state && before.reason === now.reason && before.iteration === now.iteration;
  if (!same) useSaved.setState(now);
}

/** Keeps the graphs of this tab's documents. */
export const graphs = new GraphKeeper({
  storage: documentStorage,
  visit,
  freshId: newId,
  // A graph is not saved before the texts that it names are.
  ready: ownTexts.settled,
  onChange: showSaved,
  onWritten: (id) => writtenNews?.tell(id),
  onCopied(from, to, title) {
    const fragment = openLink.fragment(from);
    if (fragment !== undefined) openLink.opens(to, fragment);
    touched.add(to);
    const { documentId, graph, becomeCopy, apply } = useDocument.getState();
    becomeCopy(from, to);
    if (documentId !== from) return;
    apply([{ type: "setTitle", title }]);
    const message = `“${graph.title}” was changed in another tab: what you have here is now “${title}”, and both are in File → Documents.`;
    notify({ kind: "info", message });
  },
});

/** Keeps the numbers of the open document. */
export const numbers: NumbersKeeper = new NumbersKeeper({
  storage: documentStorage,
  current: () => useDocument.getState().documentId,
  mayKeep: (id) => locks.holds(id),
  async keepGraph(id) {
    wanted.add(id);
    const now = standing();
    if (now?.id === id) graphs.change(now);
    await graphs.flush();
    return graphs.isKept(id) ? graphs.version(id) : null;
  },
  version: (id) => graphs.version(id),
  async take(id) {
    const { status, plan } = useSession.getState();
    if (status?.evaluated !== true || plan === null) return null;
    const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), patience));
    const taken = await Promise.race([checkpoint().catch(() => null), late]);
    if (taken === null || useDocument.getState().documentId !== id) return null;
    return { checkpoint: taken.checkpoint, ghost: lossCurve.ghost() };
  },
  onChange: showSaved,
});

/** Which documents this tab works on. */
export const locks: DocumentLocks = new DocumentLocks({
  locks: webLocks(),
  neighbours: otherTabs(),
  async onWanted(id) {
    // Nothing is to come after the last edits.
    setElsewhere(id, true);
    if (useDocument.getState().documentId === id) {
      if (useSession.getState().status?.phase === "training") commands.pause();
    }
    await Promise.race([saveNow(), new Promise((resolve) => setTimeout(resolve, lastEdits))]);
  },
  onLost(id) {
    if (useDocument.getState().documentId === id) setElsewhere(id, true);
    showSaved();
  },
  patience: lastEdits + 500,
});

/** Not every browser has them, nor every page: they want a secure connection. */
function webLocks(): Locks | undefined {
  return (globalThis as { readonly navigator?: { readonly locks?: Locks } }).navigator?.locks;
}

function otherTabs(): Neighbours | undefined {
  if (typeof document === "undefined" || typeof BroadcastChannel === "undefined") return undefined;
  const channel = new BroadcastChannel("wiregrad/documents");
  return {
    tell: (message) => channel.postMessage(message),
    listen: (listener) => channel.addEventListener("message", ({ data }) => listener(data)),
  };
}

/** Keeps the open document now, numbers and all; resolves when it is kept or has failed, which the saved state tells. */
export async function saveNow(): Promise<void> {
  await Promise.all([graphs.flush(), numbers.flush()]);
}
