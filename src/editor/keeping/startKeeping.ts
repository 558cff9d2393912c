import { isElsewhere } from "../document/accessStore.ts";
import { canUndo, useDocument } from "../document/documentStore.ts";
import { documentChanges } from "../document/documentChanges.ts";
import { notify, useNotices } from "../kit/noticeStore.ts";
import type { Keeping } from "./keeping.ts";
import { openPointer } from "./openPointer.ts";
import { useSaved } from "./saveStore.ts";
import type { Status } from "../../protocol/status.ts";

/** Whether the numbers are others now, or have been moved on. */
function hasMoved(status: Status, before: Status, justOpened: boolean): boolean {
  if (status.iteration !== before.iteration || status.cursor !== before.cursor) return true;
  if (status.phase !== before.phase) return before.phase === "training";
  // What an edit made anew.
  return status.evaluated && !before.evaluated && !justOpened;
}

function onStatus({ numbers }: Keeping, status: Status, before: Status | null, justOpened: boolean): void {
  // The first that is heard of a document is how it was opened.
  if (before === null || !status.evaluated || !hasMoved(status, before, justOpened)) return;
  // Before the first update all numbers come from the seed.
  if (status.iteration === 0 && numbers.iteration(documentId()) === null) return;
  numbers.move(status.phase === "training" ? "training" : "moved");
}

const documentId = (): string => useDocument.getState().documentId;

/** Remembers what is open, for the next time. A copy from a link that nobody touched is in its link. */
function pointing(keeping: Keeping): () => void {
  let pointed = "";
  return () => {
    const { graph, documentId: id, origin } = useDocument.getState();
    const now = keeping.standing();
    if (origin.kind === "link" && now === null) return;
    const fragment = origin.kind === "link" ? now?.fragment : undefined;
    const stored = now !== null;
    const to = { documentId: id, title: graph.title, origin, stored, ...(fragment === undefined ? {} : { fragment }) };
    if (JSON.stringify(to) === pointed) return;
    pointed = JSON.stringify(to);
    openPointer.point(to);
  };
}

/** Tells of a storage that fails, once, and that it works again. */
function tellFailures({ graphs }: Keeping): () => void {
  let shown: number | null = null;
  const look = ({ state } = useSaved.getState()): void => {
    const reason = graphs.failure;
    if (reason !== null && shown === null) {
      shown = notify({
        kind: "error",
        message: `This browser cannot keep your graph (${reason}). It is safe while this page is open: save it as a file.`,
      });
    } else if (shown !== null && state === "saved") {
      useNotices.getState().dismiss(shown);
      shown = null;
      notify({ kind: "info", message: "This browser keeps your graph again: it is saved." });
    }
  };
  look();
  return useSaved.subscribe(look);
}

/** Keeps the document while it changes and while it trains, and when the page is left. Returns how to stop. */
export function startKeeping(keeping: Keeping): () => void {
  const { graphs, numbers, runner } = keeping;
  const point = pointing(keeping);
  const change = (): void => {
    const now = isElsewhere(documentId()) ? null : keeping.standing();
    if (now !== null) graphs.change(now);
    keeping.showSaved();
  };
  let justOpened = true;
  const stops = [
    documentChanges.subscribe(({ change: { kind }, before, after }) => {
      justOpened = kind === "open";
      // Other numbers for the same document: a checkpoint, or weights from a file.
      if (justOpened && before.documentId === after.documentId) numbers.move("moved");
    }),
    tellFailures(keeping),
    useDocument.subscribe((state, before) => {
      const { documentId: id, graph, origin, history } = state;
      if (id !== before.documentId) numbers.begin();
      if (
        id !== before.documentId ||
        graph !== before.graph ||
        origin !== before.origin ||
        history !== before.history
      ) {
        change();
      }
      // What is written by hand into a parameter, and the undo of it, changes the history alone.
      const wrote = graph === before.graph && history !== before.history && id === before.documentId;
      if (wrote) numbers.move("written");
      point();
    }),
    // What is kept because it was trained is from then on what is open, too.
    useSaved.subscribe(point),
    runner.session.subscribe((state, before) => {
      if (state.status !== null && state.status !== before.status)
        onStatus(keeping, state.status, before.status, justOpened);
    }),
  ];
  const onHidden = (): void => {
    if (document.visibilityState === "hidden") {
      graphs.leave();
      void keeping.saveNow();
    } else graphs.retry();
  };
  const onLeave = (): void => void graphs.leave();
  const onFocus = (): void => graphs.retry();
  // The browser asks only where something would be lost.
  const onUnload = (event: BeforeUnloadEvent): void => {
    const failed = useSaved.getState().state === "failed" && canUndo(useDocument.getState());
    if (failed || numbers.owesWritten || !graphs.leave()) event.preventDefault();
  };
  document.addEventListener("visibilitychange", onHidden);
  addEventListener("pagehide", onLeave);
  addEventListener("focus", onFocus);
  addEventListener("beforeunload", onUnload);
  change();
  point();
  return () => {
    for (const stop of stops) stop();
    document.removeEventListener("visibilitychange", onHidden);
    removeEventListener("pagehide", onLeave);
    removeEventListener("focus", onFocus);
    removeEventListener("beforeunload", onUnload);
  };
}
