import type { Database, ReadStore, WriteStore } from "./database.ts";
import type { DocumentCopy } from "./documentCopies.ts";
import {
  asHead,
  keys,
  type DocumentContents,
  type DocumentHead,
  type Numbers,
  type StoredDocument,
} from "./documentRecord.ts";
import { NumberPiecesReader, type Skeleton } from "./numberPieces.ts";

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

/** Reads a document's trained state, piece by piece; null where there is none. Rejects when a part of it is missing. */
export async function readNumbers(database: Database, { id, numbers }: DocumentHead): Promise<Numbers | null> {
  if (numbers === null) return null;
  const place = (piece: number): IDBValidKey => keys.numbers(id, numbers.generation, piece);
  const skeleton: unknown = await database.read((store) => store.get(place(-1)));
  if (skeleton === undefined) throw new Error("the numbers are missing");
  const reader = new NumberPiecesReader(skeleton as Skeleton);
  for (let piece = 0; piece < numbers.pieces; piece++) {
    const bytes: unknown = await database.read((store) => store.get(place(piece)));
    if (!(bytes instanceof Uint8Array)) throw new Error("a part of the numbers is missing");
    reader.add(bytes);
  }
  return reader.value() as Numbers;
}
