import { create } from "zustand";
import { applyEdit } from "../../graph/edits/edit.ts";
import { readGraph } from "../../graph/file/readGraph.ts";
import { writeGraph } from "../../graph/writeGraph.ts";
import { inTime } from "../kit/inTime.ts";
import type { DocumentHead } from "./storage/documentRecord.ts";
import { useDocument } from "../document/documentStore.ts";
import { explainError } from "../kit/noticeStore.ts";
import type { Keeping } from "./keeping.ts";

interface DocumentListState {
  /** Deleted ones too; null until they were read. */
  readonly heads: readonly DocumentHead[] | null;
  /** Ids of those that a tab works on. */
  readonly busy: ReadonlySet<string>;
  /** Why the last thing could not be done; null when it was. */
  readonly problem: string | null;
}

export const useDocumentList = create<DocumentListState>()(() => ({ heads: null, busy: new Set(), problem: null }));

async function attempt(work: () => Promise<unknown>): Promise<void> {
  try {
    await inTime(work);
    useDocumentList.setState({ problem: null });
  } catch (error) {
    useDocumentList.setState({ problem: explainError(error, "The documents of this browser") });
  }
}

async function read({ documents, locks }: Keeping): Promise<void> {
  const [heads, busy] = await Promise.all([documents.list(), locks.everywhere()]);
  useDocumentList.setState({ heads, busy });
}

async function rename({ documents, graphs }: Keeping, head: DocumentHead, title: string): Promise<void> {
  if (useDocument.getState().documentId === head.id) {
    useDocument.getState().apply([{ type: "setTitle", title }]);
    await graphs.flush();
    return;
  }
  const stored = await documents.read(head.id);
  if (stored === undefined) throw new Error(`“${head.title}” is no longer there`);
  const { origin, touched, fragment } = stored.head;
  const text = writeGraph(applyEdit(readGraph(stored.text), { type: "setTitle", title }));
  const contents = { title, text, origin, touched, ...(fragment === undefined ? {} : { fragment }) };
  const renamed = await documents.replace(stored.head, contents);
  if (!renamed) throw new Error(`“${head.title}” was changed in another tab just now: try again`);
}

/** Holds the list of documents, and what can be done with one of them. What fails is said in the list. */
export const documentList = {
  read: (keeping: Keeping): Promise<void> => attempt(() => read(keeping)),

  rename: (keeping: Keeping, head: DocumentHead, title: string): Promise<void> =>
    attempt(async () => {
      await rename(keeping, head, title);
      await read(keeping);
    }),

  /** Deletes a document, or brings it back. */
  setDeleted: (keeping: Keeping, head: DocumentHead, deleted: boolean): Promise<void> =>
    attempt(async () => {
      await keeping.documents.setDeleted(head.id, deleted);
      await read(keeping);
    }),

  /** Deletes a document for good. */
  remove: (keeping: Keeping, head: DocumentHead): Promise<void> =>
    attempt(async () => {
      await keeping.documents.remove(head.id);
      keeping.graphs.forget(head.id);
      keeping.numbers.forget(head.id);
      await read(keeping);
    }),
};
