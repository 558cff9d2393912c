import { formatTextFile } from "../../base/textFile.ts";
import type { Status } from "../../session/protocol.ts";
import { lastCheckpoint } from "../lastCheckpoint.ts";
import { lossCurve } from "../lossCurve.ts";
import { ownTexts } from "../ownTexts.ts";
import { checkpoint } from "../sessionLink.ts";
import { canUndo, useDocument } from "../stores/documentStore.ts";
import { notify } from "../stores/noticeStore.ts";
import { useSession } from "../stores/sessionStore.ts";
import { browserStorage } from "./browserStorage.ts";
import { openLink } from "./openLink.ts";
import { isWorthKeeping, toRecord, type Kept } from "./savedRecord.ts";
import { useSaved } from "./saveStore.ts";

/** After the last change of the document, and at the latest after this long while changes go on. */
const soon = 200;
const latest = 450;
/** While it trains: the trained state, this often. */
const whileTraining = 2000;

let timer: ReturnType<typeof setTimeout> | null = null;
/** When the oldest change that is not kept yet was made; null when all is kept. */
let dirtySince: number | null = null;
let lastSave: Promise<void> = Promise.resolve();
let queued: Promise<void> | null = null;
let told = false;

function schedule(delay: number): void {
  if (timer !== null) clearTimeout(timer);
  timer = setTimeout(() => {
    timer = null;
    void saveNow();
  }, delay);
}

/** Something that the reader would miss has changed. */
function onChange(): void {
  const now = performance.now();
  dirtySince ??= now;
  if (useSaved.getState().state === "saved") useSaved.setState({ state: "saving", reason: null });
  schedule(Math.max(0, Math.min(soon, dirtySince + latest - now)));
}

function onSessionMove(status: Status, before: Status | null): void {
  const moved =
    before === null ||
    status.phase !== before.phase ||
    status.iteration !== before.iteration ||
    status.cursor !== before.cursor ||
    status.evaluated !== before.evaluated;
  if (!moved || !status.evaluated) return;
  if (status.phase !== "training") onChange();
  else if (timer === null) schedule(whileTraining);
}

/** The document and its trained state as they stand. A session that does not answer at once is not waited for. */
async function current(): Promise<Kept> {
  const { status, plan } = useSession.getState();
  if (status?.evaluated === true && plan !== null) {
    const patience = new Promise((resolve) => setTimeout(resolve, 1000));
    await Promise.race([checkpoint().catch(() => undefined), patience]);
  }
  return atOnce();
}

/** The same with the newest trained state that is known already. */
function atOnce(): Kept {
  const { graph, documentId, origin, history } = useDocument.getState();
  const checkpoint = lastCheckpoint.get()?.checkpoint ?? null;
  const touched = history.past.some(({ after, opened }) => after.documentId === documentId && opened === null);
  return { graph, documentId, origin, checkpoint, ghost: lossCurve.ghost(), touched };
}

async function write(kept: Kept): Promise<void> {
  if (kept.origin.kind === "link") {
    await browserStorage.write("copy", toRecord(kept, Date.now(), openLink.fragment()));
    return;
  }
  // Another document takes the place: the one that was there is kept among the earlier ones.
  const before = await browserStorage.read("own");
  if (before !== undefined && before.documentId !== kept.documentId && isWorthKeeping(before)) {
    await browserStorage.addEarlier(before);
  }
  // Undo steps end with a visit, what was done does not.
  const touched = kept.touched || (before?.documentId === kept.documentId && before.touched !== false);
  await browserStorage.write("own", toRecord({ ...kept, touched }, Date.now()));
}

async function save(): Promise<void> {
  const began = dirtySince;
  dirtySince = null;
  try {
    // A graph is not saved before the texts that it names are.
    await ownTexts.settled();
    await write(await current());
    if (dirtySince === null) useSaved.setState(standing());
  } catch (error) {
    dirtySince = began ?? performance.now();
    const reason = error instanceof Error ? error.message : String(error);
    useSaved.setState({ state: "failed", reason });
    if (told) return;
    told = true;
    notify({
      kind: "error",
      message: `This browser cannot keep your graph (${reason}). It is safe while this page is open: save it as a file.`,
    });
  }
}

/** What the page says once the document is written: the graph is little without its text. */
function standing(): ReturnType<typeof useSaved.getState> {
  const text = ownTexts.onlyHere();
  if (text === null) return { state: "saved", reason: null };
  return {
    state: "failed",
    reason: `this browser cannot keep ${formatTextFile(text)}, it is here for this visit only`,
  };
}

/** Keeps the document now; resolves when it is kept or has failed, which the saved state tells. */
export function saveNow(): Promise<void> {
  // One after the other; whoever asks while one is waiting its turn gets that one.
  queued ??= lastSave = lastSave.then(() => {
    queued = null;
    return save();
  });
  return queued;
}

/** Keeps the document while it changes and while it trains, and when the page is left. Returns how to stop. */
export function startAutosave(): () => void {
  const stops = [
    useDocument.subscribe((state, before) => {
      if (state.history !== before.history || state.graph !== before.graph || state.origin !== before.origin) {
        onChange();
      }
    }),
    useSession.subscribe((state, before) => {
      if (state.status !== null && state.status !== before.status) onSessionMove(state.status, before.status);
    }),
  ];
  const onHidden = (): void => {
    if (document.visibilityState === "hidden") void saveNow();
  };
  // The page may be gone before the session answers: what is known is written at once.
  const onLeave = (): void => {
    if (dirtySince !== null) void write(atOnce()).catch(() => undefined);
  };
  // What the browser could not keep would be lost: it asks before it closes the page.
  const onUnload = (event: BeforeUnloadEvent): void => {
    if (useSaved.getState().state === "failed" && canUndo(useDocument.getState())) event.preventDefault();
  };
  document.addEventListener("visibilitychange", onHidden);
  addEventListener("pagehide", onLeave);
  addEventListener("beforeunload", onUnload);
  onChange();
  return () => {
    for (const stop of stops) stop();
    if (timer !== null) clearTimeout(timer);
    document.removeEventListener("visibilitychange", onHidden);
    removeEventListener("pagehide", onLeave);
    removeEventListener("beforeunload", onUnload);
  };
}
