import type { ReadStore, WriteStore } from "./database.ts";
import type { DocumentCopy } from "./documentCopies.ts";
import { asHead, keys, type DocumentContents, type DocumentHead, type StoredDocument } from "./documentRecord.ts";

/** Reads a document's head and graph; undefined where there is none of that id. */
export async function readDocument(store: ReadStore, id: string): Promise<StoredDocument | undefined> {
  const head = asHead(await store.get(keys.head(id)));
  const text: unknown = await store.get(keys.graph(id));
  return head === undefined || typeof text !== "string" ? undefined : { head, text };
}

/** Gives what a second copy of a document holds. */
export function copyOf(
  { id, time }: DocumentHead,
  { title, text, origin, touched, fragment }: DocumentContents,
): DocumentCopy {
  return { format: 1, id, time, title, text, origin, touched, ...(fragment === undefined ? {} : { fragment }) };
}

/** Puts a document's head and graph. */
export async function putDocument(
  store: WriteStore,
  head: DocumentHead,
  { text }: { readonly text: string },
): Promise<void> {
  await Promise.all([store.put(head, keys.head(head.id)), store.put(text, keys.graph(head.id))]);
}

/** Removes a document, its numbers and checkpoints too. */
export async function removeDocument(store: WriteStore, id: string): Promise<void> {
  await Promise.all(
    [keys.head(id), keys.graph(id), keys.allNumbers(id), keys.allCheckpoints(id)].map((key) => store.delete(key)),
  );
}
