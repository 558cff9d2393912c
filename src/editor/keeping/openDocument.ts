import type { Graph } from "../../graph/graph.ts";
import { readGraph } from "../../graph/file/readGraph.ts";
import type { DocumentHead, Numbers } from "./storage/documentRecord.ts";
import { isElsewhere, setElsewhere } from "../document/accessStore.ts";
import { useDocument, type OpenOptions } from "../document/documentStore.ts";
import type { Origin } from "../document/history.ts";
import { notify, notifyError } from "../kit/noticeStore.ts";
import type { Keeping } from "./keeping.ts";
import { recoverLeft } from "./recoverLeft.ts";
import { openLink } from "./openLink.ts";

/** Replaces the document by another; the one before is kept, with its training, and one undo leads back to it. */
export async function switchDocument(
  keeping: Keeping,
  graph: Graph,
  origin: Origin,
  options: OpenOptions = {},
): Promise<void> {
  await keepOpenOne(keeping);
  useDocument.getState().open(graph, origin, options);
}

/** Keeps the open document before another takes its place, and the numbers of its undo step. */
async function keepOpenOne(keeping: Keeping): Promise<void> {
  const { runner } = keeping;
  if (runner.session.getState().status?.evaluated === true) await atMost(500, runner.checkpoint());
  // What takes longer goes on while the other document is open.
  await atMost(2000, keeping.saveNow());
}

const atMost = (milliseconds: number, work: Promise<unknown>): Promise<unknown> =>
  Promise.race([work.catch(() => undefined), new Promise((resolve) => setTimeout(resolve, milliseconds))]);

/** How a kept document is to be opened. */
interface OpenStored {
  /** It is the page's first, or the same one anew: no undo step leads back. */
  readonly inPlace?: boolean;
  /** Milliseconds that its lock may take to come free. */
  readonly wait?: number;
}

/**
 * Opens a document that this browser keeps, as it was left: trained, and with its loss curve. Where another tab works on
 * it, it can only be read. Says whether there is such a document; throws where its graph cannot be read.
 */
export async function openStored(
  keeping: Keeping,
  id: string,
  { inPlace = false, wait = 0 }: OpenStored = {},
): Promise<boolean> {
  const { documents, graphs, locks, numbers, runner, touched } = keeping;
  const { documentId } = useDocument.getState();
  const mine = await locks.take(id, wait);
  if (mine) await recoverLeft(keeping, id);
  if (inPlace && id === documentId && !graphs.isKept(id)) {
    // What was changed here and is not written yet is never let go: it is written, or becomes a copy, or stays.
    await graphs.flush();
    if (!graphs.isKept(id)) {
      setElsewhere(id, !mine);
      return true;
    }
  }
  const stored = await documents.read(id);
  if (stored === undefined || stored.head.deleted !== undefined) return false;
  const { head, text } = stored;
  const graph = readGraph(text);
  const trained = await readNumbers(keeping, head);
  if (!inPlace) await keepOpenOne(keeping);
  else if (useDocument.getState().documentId !== documentId) return true;
  const { origin, fragment } = head;
  if (head.touched) touched.add(id);
  if (fragment !== undefined) openLink.opens(id, fragment);
  graphs.know(head.version, {
    id,
    graph,
    origin,
    touched: head.touched,
    ...(fragment === undefined ? {} : { fragment }),
  });
  numbers.know(id, head.numbers?.generation ?? null, head.numbers?.iteration ?? null);
  setElsewhere(id, !mine);
  const options: OpenOptions = {
    checkpoint: trained?.checkpoint ?? null,
    // A copy from a link that was never run is not run now either.
    evaluate: origin.kind !== "link" || trained !== null,
    documentId: id,
    undoable: !inPlace,
  };
  useDocument.getState().open(graph, origin, options);
  if (trained !== null) runner.lossCurve.startDocument(trained.ghost);
  numbers.begin();
  keeping.showSaved();
  if (mine) documents.tidy(id).catch(() => undefined);
  return true;
}

/** The numbers of a document. What was trained may be lost; its graph is opened all the same. */
async function readNumbers({ documents }: Keeping, head: DocumentHead): Promise<Numbers | null> {
  try {
    return await documents.readNumbers(head);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    notify({
      kind: "error",
      message: `What was trained in “${head.title}” cannot be read (${reason}): it starts anew.`,
    });
    return null;
  }
}

/** Opens a kept document, or says in one sentence why that cannot be. */
export async function openKept(
  keeping: Keeping,
  { id, title }: { readonly id: string; readonly title: string },
): Promise<void> {
  try {
    if (!(await openStored(keeping, id))) throw new Error("it is no longer in this browser");
  } catch (error) {
    notifyError(error, title);
  }
}

/** Goes on with a document that this tab holds now, as the tab before left it. */
export async function takeUp(keeping: Keeping, id: string): Promise<void> {
  const { documentId } = useDocument.getState();
  if (documentId !== id || !keeping.locks.holds(id) || !isElsewhere(id)) return;
  if (await openStored(keeping, id, { inPlace: true })) return;
  setElsewhere(id, false);
  keeping.showSaved();
}
