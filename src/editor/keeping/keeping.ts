import { formatTextFile } from "../../base/textFile.ts";
import { ownTexts } from "./ownTexts.ts";
import type { Runner } from "../runner/runner.ts";
import { Database } from "./storage/database.ts";
import { DocumentCopies } from "./storage/documentCopies.ts";
import { DocumentLocks, type Locks, type Neighbours } from "./storage/documentLocks.ts";
import { DocumentStorage } from "./storage/documentStorage.ts";
import { isElsewhere, setElsewhere } from "../document/accessStore.ts";
import { newId, useDocument } from "../document/documentStore.ts";
import { notify } from "../kit/noticeStore.ts";
import type { Numbers } from "./storage/documentRecord.ts";
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

/** Keeps this browser's documents: their graphs, their numbers, and which of them this tab works on. One a page. */
export class Keeping {
  readonly runner: Runner;
  /** The name of this visit, unlike any other's. */
  readonly visit = newId();
  readonly database = new Database("wiregrad", "documents");
  readonly documents = new DocumentStorage(this.database, this.visit, Date.now, {
    copies: new DocumentCopies(this.visit),
  });
  /** Tells the other tabs of the graphs that this one has written, and hears of theirs; null where tabs cannot speak. */
  readonly writtenNews = WrittenNews.open();
  /** Documents that somebody has changed, in this visit or an earlier one. */
  readonly touched = new Set<string>();
  readonly graphs: GraphKeeper;
  /** Keeps the numbers of the open document. */
  readonly numbers: NumbersKeeper;
  /** Knows which documents this tab works on. */
  readonly locks: DocumentLocks;
  /** Documents that are to be kept although nobody edited them: they were trained. */
  readonly #wanted = new Set<string>();

  constructor(runner: Runner) {
    this.runner = runner;
    this.graphs = new GraphKeeper({
      storage: this.documents,
      visit: this.visit,
      freshId: newId,
      // A graph is not saved before the texts that it names are.
      ready: ownTexts.settled,
      onChange: () => this.showSaved(),
      onWritten: (id) => this.writtenNews?.tell(id),
      onCopied: (from, to, title) => this.#goOnWithCopy(from, to, title),
    });
    this.numbers = new NumbersKeeper({
      storage: this.documents,
      current: () => useDocument.getState().documentId,
      mayKeep: (id) => this.locks.holds(id),
      keepGraph: (id) => this.#keepGraph(id),
      version: (id) => this.graphs.version(id),
      take: (id) => this.#takeNumbers(id),
      letGo: ({ checkpoint }) => useDocument.getState().letGo(checkpoint),
      onChange: () => this.showSaved(),
    });
    this.locks = new DocumentLocks({
      locks: webLocks(),
      neighbours: otherTabs(),
      onWanted: (id) => this.#leaveTo(id),
      onLost: (id) => {
        if (useDocument.getState().documentId === id) setElsewhere(id, true);
        this.showSaved();
      },
      patience: lastEdits + 500,
    });
  }

  /** The open document as it is to be kept; null while it need not be: it is as its gallery, link or menu gives it. */
  standing(): Standing | null {
    const { graph, documentId: id, origin, history } = useDocument.getState();
    if (history.past.some(({ after, opened }) => after.documentId === id && opened === null)) this.touched.add(id);
    const fragment = openLink.fragment(id);
    const now = { id, graph, origin, touched: this.touched.has(id), ...(fragment === undefined ? {} : { fragment }) };
    const worth =
      now.touched ||
      this.#wanted.has(id) ||
      this.graphs.version(id) !== null ||
      origin.kind === "file" ||
      origin.kind === "lesson" ||
      (origin.kind === "new" && graph.nodes.length > 0);
    return worth ? now : null;
  }

  /** Says on the page what is kept, as far as that has changed. */
  showSaved(): void {
    const { graphs, numbers, runner } = this;
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
      training: runner.session.getState().status?.phase === "training",
    });
    const before = useSaved.getState();
    const same = before.state === now.state && before.reason === now.reason && before.iteration === now.iteration;
    if (!same) useSaved.setState(now);
  }

  /** Keeps the open document now, numbers and all; resolves when it is kept or has failed, which the saved state tells. */
  async saveNow(): Promise<void> {
    await Promise.all([this.graphs.flush(), this.numbers.flush()]);
  }

  #goOnWithCopy(from: string, to: string, title: string): void {
    const fragment = openLink.fragment(from);
    if (fragment !== undefined) openLink.opens(to, fragment);
    this.touched.add(to);
    const { documentId, graph, becomeCopy, apply } = useDocument.getState();
    becomeCopy(from, to);
    if (documentId !== from) return;
    apply([{ type: "setTitle", title }]);
    const message = `“${graph.title}” was changed in another tab: what you have here is now “${title}”, and both are in File → Documents.`;
    notify({ kind: "info", message });
  }

  async #keepGraph(id: string): Promise<string | null> {
    this.#wanted.add(id);
    const now = this.standing();
    if (now?.id === id) this.graphs.change(now);
    await this.graphs.flush();
    return this.graphs.isKept(id) ? this.graphs.version(id) : null;
  }

  async #takeNumbers(id: string): Promise<Numbers | null> {
    const { session, lossCurve } = this.runner;
    const { status, plan } = session.getState();
    if (status?.evaluated !== true || plan === null) return null;
    const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), patience));
    const taken = await Promise.race([this.runner.checkpoint().catch(() => null), late]);
    if (taken === null || useDocument.getState().documentId !== id) return null;
    return { checkpoint: taken.checkpoint, ghost: lossCurve.previousRun() };
  }

  /** Another tab is to work on a document. */
  async #leaveTo(id: string): Promise<void> {
    const { session, commands } = this.runner;
    // Nothing is to come after the last edits.
    setElsewhere(id, true);
    if (useDocument.getState().documentId === id) {
      if (session.getState().status?.phase === "training") commands.pause();
    }
    await Promise.race([this.saveNow(), new Promise((resolve) => setTimeout(resolve, lastEdits))]);
  }
}

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
