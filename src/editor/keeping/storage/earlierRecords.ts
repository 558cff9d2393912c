import type { Curve } from "../../runner/lossCurve.ts";
import type { Origin } from "../../document/history.ts";
import type { Database, WriteStore } from "./database.ts";
import { asHead, keys, type DocumentHead, type Numbers } from "./documentRecord.ts";
import { putDocument } from "./storedDocuments.ts";
import { NumberPieces } from "./numberPieces.ts";
import { utf8Length } from "../../../graph/utf8Length.ts";
import type { Checkpoint } from "../../../protocol/checkpoint.ts";

/**
 * Describes a document as the page kept it before it had a list of documents: under `own` the one that was open last,
 * under `copy` an unsaved copy from a link, under `earlier` up to six that were replaced.
 */
export interface EarlierRecord {
  readonly version: 1;
  readonly documentId: string;
  readonly origin: Origin;
  readonly title: string;
  readonly text: string;
  readonly checkpoint: Checkpoint | null;
  readonly ghost: Curve;
  readonly touched?: boolean;
  readonly time: number;
  readonly fragment?: string;
}

const earlierKeys = ["own", "copy", "earlier"] as const;

/**
 * Takes what an earlier version of the page kept over into the documents, in one transaction. Gives the id of the
 * document that was open last; null where there is none. A tab with that version may write once more: then once more.
 */
export function takeOverEarlier(database: Database, visit: string): Promise<string | null> {
  return database.write(async (store) => {
    const [own, copy, earlier] = await Promise.all(earlierKeys.map((key): Promise<unknown> => store.get(key)));
    const records = [...(Array.isArray(earlier) ? (earlier as unknown[]) : []), copy, own].map(asRecord);
    let open: string | null = null;
    for (const [index, record] of records.entries()) {
      if (record === undefined) continue;
      const isOwn = index === records.length - 1;
      if (!isOwn && !isWorthTaking(record)) continue;
      const id = await take(store, record, `${visit}:earlier-${index}`);
      if (isOwn) open = id;
    }
    await Promise.all(earlierKeys.map((key) => store.delete(key)));
    return open;
  });
}

/** An unsaved copy that nobody touched is in its link, and what its reader never trained is in the gallery. */
function isWorthTaking({ origin, touched = true, checkpoint }: EarlierRecord): boolean {
  return origin.kind !== "link" || touched || (checkpoint !== null && checkpoint.iteration > 0);
}

async function take(store: WriteStore, record: EarlierRecord, generation: string): Promise<string> {
  const { documentId, title, origin, touched = true, time, text, fragment, checkpoint, ghost } = record;
  const there = asHead(await store.get(keys.head(documentId)));
  if (there !== undefined && (await store.get(keys.graph(documentId))) === text) return documentId;
  // A document of that name has been changed since: both stay.
  const id = there === undefined ? documentId : `${documentId}-${generation}`;
  const numbers: Numbers | null = checkpoint === null ? null : { checkpoint: withCurves(checkpoint), ghost };
  const head: DocumentHead = {
    format: 2,
    id,
    version: generation,
    title,
    origin,
    touched,
    time,
    size: utf8Length(text),
    numbers: numbers === null ? null : await putNumbers(store, id, generation, numbers),
    ...(fragment === undefined ? {} : { fragment }),
  };
  await putDocument(store, head, { text });
  return id;
}

async function putNumbers(store: WriteStore, id: string, generation: string, numbers: Numbers) {
  const pieces = new NumberPieces(numbers);
  await store.put(pieces.skeleton, keys.numbers(id, generation, -1));
  for (let piece = 0; piece < pieces.count; piece++) {
    await store.put(pieces.piece(piece), keys.numbers(id, generation, piece));
  }
  return { generation, pieces: pieces.count, size: pieces.size, iteration: numbers.checkpoint.iteration };
}

/** Before there were several curves a checkpoint kept one, without its node: that one is let go. */
function withCurves(checkpoint: Checkpoint): Checkpoint {
  return "curves" in checkpoint ? checkpoint : { ...(checkpoint as Checkpoint), curves: [] };
}

/** What is not as that version wrote it counts as absent. */
function asRecord(value: unknown): EarlierRecord | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const record = value as Partial<EarlierRecord>;
  return record.version === 1 && typeof record.text === "string" && typeof record.documentId === "string"
    ? (record as EarlierRecord)
    : undefined;
}
