import { lossCurve } from "../runner/lossCurve.ts";
import { checkpoint } from "../runner/sessionLink.ts";
import { newId, useDocument } from "../document/documentStore.ts";
import { notifyError } from "../kit/noticeStore.ts";
import { useSession } from "../runner/sessionStore.ts";
import { copyTitle } from "./copyTitle.ts";
import { locks, numbers, touched } from "./keeping.ts";
import { switchDocument, takeUp } from "./openDocument.ts";

/** Makes this tab the one that works on the open document; the other writes its last edits first, and can then only read. */
export async function workHere(): Promise<void> {
  const { documentId, graph } = useDocument.getState();
  try {
    await locks.claim(documentId);
    await takeUp(documentId);
  } catch (error) {
    notifyError(error, graph.title);
  }
}

/** Goes on with a copy of the open document, numbers and all. */
export async function openCopy(): Promise<void> {
  const { graph } = useDocument.getState();
  const title = copyTitle(graph.title);
  const taken = useSession.getState().status?.evaluated === true ? await checkpoint().catch(() => null) : null;
  const documentId = newId();
  touched.add(documentId);
  const trained = taken?.checkpoint ?? null;
  const ghost = lossCurve.ghost();
  await switchDocument({ ...graph, title }, { kind: "new", name: title }, { checkpoint: trained, documentId });
  lossCurve.startDocument(ghost);
  if (trained !== null && trained.iteration > 0) numbers.move("moved");
}
