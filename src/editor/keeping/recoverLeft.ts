import { readGraph } from "../../graph/file/readGraph.ts";
import { writeGraph } from "../../graph/writeGraph.ts";
import type { DocumentContents } from "./storage/documentRecord.ts";
import { leftBehind } from "./storage/leftBehind.ts";
import { newId } from "../document/documentStore.ts";
import { notify } from "../kit/noticeStore.ts";
import { copyTitle } from "./copyTitle.ts";
import type { Keeping } from "./keeping.ts";

/**
 * Writes what visits could not see written before they ended: of one document, which this tab holds, or of all that no tab
 * works on. Says what became a copy, because it was changed elsewhere, too.
 */
export async function recoverLeft(keeping: Keeping, id?: string): Promise<void> {
  const { documents, locks } = keeping;
  // This visit's own are on their way.
  const all = leftBehind.all().filter((left) => left.visit !== keeping.visit);
  if (all.length === 0) return;
  const busy = await locks.everywhere();
  for (const left of all) {
    if (id === undefined ? busy.has(left.id) && !locks.holds(left.id) : left.id !== id) continue;
    const { base, visit, writes, contents } = left;
    const title = copyTitle(contents.title);
    const copy = () => ({ id: newId(), contents: retitled(contents, title) });
    const written = await documents.write({ id: left.id, base, left: { visit, writes }, contents, copy });
    leftBehind.forget(left);
    if (!written.copied) continue;
    const message = `What you changed last was changed in another tab, too: yours is now “${title}” in File → Documents.`;
    notify({ kind: "info", message });
  }
}

/** The same graph under another title. One that cannot be read any more keeps its text. */
function retitled(contents: DocumentContents, title: string): DocumentContents {
  try {
    return { ...contents, title, text: writeGraph({ ...readGraph(contents.text), title }), touched: true };
  } catch {
    return { ...contents, title, touched: true };
  }
}
