import type { Found } from "../../../formats/format.ts";
import { useDocument, type OpenOptions } from "../../document/documentStore.ts";
import type { Origin } from "../../document/history.ts";
import { useDialog } from "../../kit/dialog/dialogStore.ts";
import { notify } from "../../kit/noticeStore.ts";
import { setStopAt } from "../../runner/runStore.ts";
import type { Keeping } from "../keeping.ts";
import { switchDocument } from "../openDocument.ts";
import { ownTexts } from "../ownTexts.ts";
import { useReadNotes } from "../readNotes.ts";

/** Is how many notes fit into one notice; more are a list of their own. */
const MOST_TOLD = 2;

/**
 * Puts what was read in the place of the document, or of its numbers, with the texts that came along; one undo step leads
 * back. What is to be known of it is told.
 */
export async function takeFound(
  keeping: Keeping,
  { graph, checkpoint, texts, done, notes, intoOpen, evaluate, stopAt }: Found,
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
  if (stopAt !== null) setStopAt(String(stopAt));
  const said = done === null ? [] : [done];
  if (notes.length > MOST_TOLD) tellLater(said, notes);
  else if (said.length + notes.length > 0) {
    const few = done === null ? notes : notes.map((note) => `Note ${note}.`);
    notify({ kind: "info", message: [...said, ...few].join(" ") });
  }
}

/** Says how many notes there are, and offers them as a list. */
function tellLater(said: readonly string[], notes: readonly string[]): void {
  useReadNotes.setState({ notes });
  const show = { label: "Show the notes", run: () => useDialog.setState({ open: "notes" }) };
  notify({
    kind: "info",
    message: [...said, `${notes.length} notes say what was left out, and what is other here.`].join(" "),
    action: show,
  });
}
