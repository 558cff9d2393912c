import type { Found } from "../../formats/format.ts";
import { useDocument, type OpenOptions } from "../document/documentStore.ts";
import type { Origin } from "../document/history.ts";
import { notify } from "../kit/noticeStore.ts";
import type { Keeping } from "./keeping.ts";
import { switchDocument } from "./openDocument.ts";
import { ownTexts } from "./ownTexts.ts";

/**
 * Puts what was read in the place of the document, or of its numbers, with the texts that came along; one undo step leads
 * back. What is to be known of it is told.
 */
export async function takeFound(
  keeping: Keeping,
  { graph, checkpoint, texts, notes, intoOpen, evaluate }: Found,
  origin: Origin,
  { documentId, undoable = true }: Pick<OpenOptions, "documentId" | "undoable"> = {},
): Promise<void> {
  // The session asks for them as soon as the graph is open.
  for (const [hash, bytes] of texts) ownTexts.keep(hash, bytes).catch(() => undefined);
  const open = useDocument.getState();
  const id = intoOpen ? open.documentId : documentId;
  const options = { evaluate, checkpoint, ...(id === undefined ? {} : { documentId: id }) };
  const from = intoOpen ? open.origin : origin;
  if (undoable) await switchDocument(keeping, graph, from, options);
  else open.open(graph, from, { ...options, undoable });
  if (notes.length > 0) notify({ kind: "info", message: notes.join(" ") });
}
