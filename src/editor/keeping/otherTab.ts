import { newId, useDocument } from "../document/documentStore.ts";
import { notifyError } from "../kit/noticeStore.ts";
import { copyTitle } from "./copyTitle.ts";
import type { Keeping } from "./keeping.ts";
import { switchDocument, takeUp } from "./openDocument.ts";

/** Makes this tab the one that works on the open document; the other writes its last edits first, and can then only read. */
export async function workHere(keeping: Keeping): Promise<void> {
  const { documentId, graph } = useDocument.getState();
  try {
    await keeping.locks.claim(documentId);
    await takeUp(keeping, documentId);
  } catch (error) {
    notifyError(error, graph.title);
  }
}

/** Goes on with a copy of the open document, numbers and all. */
export async function openCopy(keeping: Keeping): Promise<void> {
  const { numbers, runner, touched } = keeping;
  const { graph } = useDocument.getState();
  const title = copyTitle(graph.title);
  const { status } = runner.session.getState();
  const taken = status?.evaluated === true ? await runner.checkpoint().catch(() => null) : null;
  const documentId = newId();
  touched.add(documentId);
  const trained = taken?.checkpoint ?? null;
  const previousRun = runner.lossCurve.previousRun();
  await switchDocument(keeping, { ...graph, title }, { kind: "new", name: title }, { checkpoint: trained, documentId });
  runner.lossCurve.startDocument(previousRun);
  if (trained !== null && trained.iteration > 0) numbers.move("moved");
}
