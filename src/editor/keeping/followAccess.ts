import { setElsewhere, useAccess } from "../document/accessStore.ts";
import { useDocument } from "../document/documentStore.ts";
import { notifyError } from "../kit/noticeStore.ts";
import { documentStorage, graphs, locks, numbers, saveNow, showSaved, touched } from "./keeping.ts";
import { leftBehind } from "./storage/leftBehind.ts";
import { openStored, takeUp } from "./openDocument.ts";
import { recoverLeft } from "./recoverLeft.ts";

/**
 * Keeps the lock with the open document: takes that of another one that is opened, also through undo, and lets go of that of
 * the one before once it is written. Returns how to stop.
 */
export function followAccess(): () => void {
  const enter = async (id: string): Promise<void> => {
    const mine = await locks.take(id);
    if (useDocument.getState().documentId !== id) {
      if (graphs.isKept(id)) locks.release(id);
      return;
    }
    setElsewhere(id, !mine);
    showSaved();
    // The tab that works on it may be closed.
    if (!mine && (await locks.whenFree(id, () => useDocument.getState().documentId === id))) await takeUp(id);
  };
  const leave = async (id: string): Promise<void> => {
    await saveNow();
    const { documentId } = useDocument.getState();
    if (documentId === id || !graphs.isKept(id)) return;
    await forgetChapter(id);
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
    else openStored(documentId, { inPlace: true }).catch(notifyError);
  };
  // What the tab before noted when it was closed may be heard of after its lock came free.
  const onNoted = ({ key, newValue }: StorageEvent): void => {
    const { documentId } = useDocument.getState();
    if (key === null || newValue === null || !leftBehind.isOf(key, documentId) || !locks.holds(documentId)) return;
    recoverOpen(documentId).catch(notifyError);
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
async function recoverOpen(id: string): Promise<void> {
  const before = graphs.version(id);
  await recoverLeft(id);
  const stored = await documentStorage.read(id);
  const unchanged = graphs.version(id) === before && graphs.isKept(id) && useDocument.getState().documentId === id;
  if (unchanged && stored !== undefined && stored.head.version !== before) await openStored(id, { inPlace: true });
}

/** A chapter of the lesson opens anew whenever one likes: once left it takes no room. */
async function forgetChapter(id: string): Promise<void> {
  const stored = await documentStorage.read(id);
  if (stored?.head.origin.kind !== "lesson") return;
  await documentStorage.remove(id);
  graphs.forget(id);
  numbers.forget(id);
  touched.delete(id);
}
