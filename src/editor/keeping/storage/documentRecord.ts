import type { Curve } from "../../runner/lossCurve.ts";
import type { Origin } from "../../document/history.ts";
import type { Checkpoint } from "../../../protocol/checkpoint.ts";

/** Holds what is kept of a document beside its graph: all that a list of documents shows. */
export interface DocumentHead {
  readonly format: 2;
  readonly id: string;
  /** Another one after every write of the graph: `tab:count`, where `tab` names the page's visit that wrote it. */
  readonly version: string;
  readonly title: string;
  readonly origin: Origin;
  /** Whether its reader has changed anything in it. */
  readonly touched: boolean;
  /** When it was changed last, in milliseconds since 1970. */
  readonly time: number;
  /** Bytes of the graph's text. */
  readonly size: number;
  /** The numbers that were trained; null where nothing was. */
  readonly numbers: KeptNumbers | null;
  /** Of a copy: the link that it came from. */
  readonly fragment?: string;
  /** When it was deleted; it can be brought back for a while. */
  readonly deleted?: number;
}

/** Says where a document's numbers lie: pieces under a generation, which the head names once all of them are there. */
export interface KeptNumbers {
  readonly generation: string;
  readonly pieces: number;
  /** Bytes of all pieces. */
  readonly size: number;
  readonly iteration: number;
}

/** Holds what is written of a document: its graph as a file would hold it, and how it came to be. */
export interface DocumentContents {
  readonly title: string;
  /** The graph as a file: read and checked like one when it comes back. */
  readonly text: string;
  readonly origin: Origin;
  readonly touched: boolean;
  readonly fragment?: string;
}

/** Describes the trained state, and the loss curve of the run before. */
export interface Numbers {
  readonly checkpoint: Checkpoint;
  readonly ghost: Curve;
}

/** Describes a document as it is read back, without its numbers. */
export interface StoredDocument {
  readonly head: DocumentHead;
  readonly text: string;
}

/** Describes a write of a document's graph, and what it goes by. */
export interface DocumentWrite {
  readonly id: string;
  /** The version that the writer read or wrote last; null where it knows of none. */
  readonly base: string | null;
  readonly contents: DocumentContents;
  /** Of contents that an earlier visit left unwritten: its name, and how many writes it had begun. */
  readonly left?: { readonly visit: string; readonly writes: number };
  /** What is written instead, under an id of its own, when the document is another than the writer knows. */
  readonly copy: () => { readonly id: string; readonly contents: DocumentContents };
}

/** Holds what became of a write: the document that now holds the contents. `copied` says that it is a new one. */
export interface Written {
  readonly head: DocumentHead;
  readonly copied: boolean;
}

/**
 * Holds the keys of the one object store. An earlier version of the page used the strings `own`, `copy` and `earlier`.
 */
export const keys = {
  head: (id: string): IDBValidKey => ["head", id],
  graph: (id: string): IDBValidKey => ["graph", id],
  /** The place of a piece; `-1` is what is no bytes: see `NumberPieces`. */
  numbers: (id: string, generation: string, piece: number): IDBValidKey => ["numbers", id, generation, piece],
  /** Of a document's checkpoint: what a list shows of it, and all of it. */
  checkpointHead: (id: string, checkpoint: string): IDBValidKey => ["checkpoint", id, 0, checkpoint],
  checkpoint: (id: string, checkpoint: string): IDBValidKey => ["checkpoint", id, 1, checkpoint],
  checkpointHeads: (id: string): IDBKeyRange => IDBKeyRange.bound(["checkpoint", id, 0], ["checkpoint", id, 1]),
  allCheckpoints: (id: string): IDBKeyRange => IDBKeyRange.bound(["checkpoint", id], ["checkpoint", id, []]),
  heads: (): IDBKeyRange => IDBKeyRange.bound(["head"], ["head", []]),
  /** All numbers of a document, or of one generation. An array is greater than every string and number. */
  allNumbers: (id: string, ...generation: [string?]): IDBKeyRange =>
    IDBKeyRange.bound(["numbers", id, ...generation], ["numbers", id, ...generation, []]),
};

/** Another version of the page may have written it: what is not a head of this one counts as absent. */
export function asHead(value: unknown): DocumentHead | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const head = value as Partial<DocumentHead>;
  const known = head.format === 2 && typeof head.id === "string" && typeof head.version === "string";
  return known && typeof head.title === "string" && typeof head.origin === "object"
    ? (head as DocumentHead)
    : undefined;
}
