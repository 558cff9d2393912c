import { setElsewhere, useAccess } from "../document/accessStore.ts";
import { useDocument } from "../document/documentStore.ts";
import { notifyError } from "../kit/noticeStore.ts";
import type { Keeping } from "./keeping.ts";
import { leftBehind } from "./storage/leftBehind.ts";
import { openStored, takeUp } from "./openDocument.ts";
import { recoverLeft } from "./recoverLeft.ts";

/**
 * Keeps the lock with the open document: takes that of another one that is opened, also through undo, and lets go of that of
 * the one before once it is written. Returns how to stop.
 */
export function followAccess(keeping: Keeping): () => void {
  const { graphs, locks } = keeping;
  const enter = async (id: string): Promise<void> => {
    const mine = await locks.take(id);
    if (useDocument.getState().documentId !== id) {
      if (graphs.isKept(id)) locks.release(id);
      return;
    }
    setElsewhere(id, !mine);
    keeping.showSaved();
    // The tab that works on it may be closed.
    if (!mine && (await locks.whenFree(id, () => useDocument.getState().documentId === id))) await takeUp(keeping, id);
  };
  const leave = async (id: string): Promise<void> => {
    await keeping.saveNow();
    const { documentId } = useDocument.getState();
    if (documentId === id || !graphs.isKept(id)) return;
    await forgetChapter(keeping, id);
    locks.release(id);
  };
  const follow = (id: string): void => void enter(id).catch(notifyError);

  const unsubscribe = useDocument.subscribe((state, before) => {
    if (state.documentId === before.documentId) return;
    follow(state.documentId);
    leave(before.documentId).catch(() => undefined);
  });
  const unsubscribeAccess = useAccess.subscribe(({ elsewhere }) => {
    if (elsewhere !== null && elsewhere === useDocument.getState().documentId) follow(elsewhere);
  });
  // A page that comes back from the browser's memory has let go of its document.
  const onLeave = (): void => locks.releaseAll();
  const onReturn = ({ persisted }: PageTransitionEvent): void => {
    if (!persisted) return;
    const { documentId } = useDocument.getState();
    if (graphs.version(documentId) === null) follow(documentId);
    else openStored(keeping, documentId, { inPlace: true }).catch(notifyError);
  };
  // What the tab before noted when it was closed may be heard of after its lock came free.
  const onNoted = ({ key, newValue }: StorageEvent): void => {
    const { documentId } = useDocument.getState();
    if (key === null || newValue === null || !leftBehind.isOf(key, documentId) || !locks.holds(documentId)) return;
    recoverOpen(keeping, documentId).catch(notifyError);
  };
  addEventListener("storage", onNoted);
  addEventListener("pagehide", onLeave);
  addEventListener("pageshow", onReturn);
  follow(useDocument.getState().documentId);
  return () => {
    unsubscribe();
    unsubscribeAccess();
    removeEventListener("storage", onNoted);
    removeEventListener("pagehide", onLeave);
    removeEventListener("pageshow", onReturn);
  };
}

/** Shows what another tab left of the open document, unless it was changed here meanwhile: then that became a copy. */
async function recoverOpen(keeping: Keeping, id: string): Promise<void> {
  const { documents, graphs } = keeping;
  const before = graphs.version(id);
  await recoverLeft(keeping, id);
  const stored = await documents.read(id);
  const unchanged = graphs.version(id) === before && graphs.isKept(id) && useDocument.getState().documentId === id;
  if (unchanged && stored !== undefined && stored.head.version !== before)
    await openStored(keeping, id, { inPlace: true });
}

/** A chapter of the lesson opens anew whenever one likes: once left it takes no room. */
async function forgetChapter({ documents, graphs, numbers, touched }: Keeping, id: string): Promise<void> {
  const stored = await documents.read(id);
  if (stored?.head.origin.kind !== "lesson") return;
  await documents.remove(id);
  graphs.forget(id);
  numbers.forget(id);
  touched.delete(id);
}
