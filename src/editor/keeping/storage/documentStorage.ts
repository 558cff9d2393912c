import { giveBack } from "../../../base/giveBack.ts";
import { utf8Length } from "../../../graph/utf8Length.ts";
import type { Database } from "./database.ts";
import type { DocumentCopies } from "./documentCopies.ts";
import {
  asHead,
  keys,
  type DocumentContents,
  type DocumentHead,
  type DocumentWrite,
  type KeptNumbers,
  type Numbers,
  type StoredDocument,
  type Written,
} from "./documentRecord.ts";
import { copyOf, putDocument, readDocument, readNumbers, removeDocument } from "./storedDocuments.ts";
import { NumberPieces, usualPieceSize } from "./numberPieces.ts";

interface StorageOptions {
  readonly pieceSize?: number;
  readonly copies?: DocumentCopies | null;
}

/** Deleted documents are kept this long, in milliseconds: a week. */
const deletedStays = 7 * 24 * 3600 * 1000;

/**
 * Holds the documents that this browser keeps. Each write compares, in its own transaction, the version that the writer
 * knows with the one that is there: nothing is overwritten that the writer has not seen. Every call rejects where there
 * is no storage.
 */
export class DocumentStorage {
  readonly #database: Database;
  readonly #visit: string;
  readonly #now: () => number;
  readonly #pieceSize: number;
  readonly #copies: DocumentCopies | null;
  #writes = 0;
  #generations = 0;

  /**
   * @param visit names this tab's visit, unlike any other's.
   * @param copies where each graph is kept a second time; null for nowhere.
   */
  constructor(
    database: Database,
    visit: string,
    now: () => number,
    { pieceSize = usualPieceSize, copies = null }: StorageOptions = {},
  ) {
    this.#pieceSize = pieceSize;
    this.#copies = copies;
    this.#database = database;
    this.#visit = visit;
    this.#now = now;
  }

  /** All documents, those changed last first; the deleted ones too, which say so. */
  list(): Promise<readonly DocumentHead[]> {
    return this.#database.read(async (store) => {
      const heads = (await store.getAll(keys.heads())).map(asHead).filter((head) => head !== undefined);
      return heads.toSorted((one, other) => other.time - one.time);
    });
  }

  /** A document's graph; undefined where there is none of that id. */
  read(id: string): Promise<StoredDocument | undefined> {
    return this.#database.read((store) => readDocument(store, id));
  }

  /** A document's trained state; null where there is none. Rejects when a part of it is missing. */
  readNumbers(head: DocumentHead): Promise<Numbers | null> {
    return readNumbers(this.#database, head);
  }

  /**
   * Keeps a document's graph, and resolves when the browser has acknowledged it. Contents that are there already are not
   * written again; contents over a version that the writer does not know become a document of their own.
   */
  async write({ id, base, left, contents, copy }: DocumentWrite): Promise<Written> {
    let kept = contents;
    const written = await this.#database.write(async (store) => {
      const stored = asHead(await store.get(keys.head(id)));
      if (stored === undefined || this.#knows(stored, base) || leftBehind(stored, left)) {
        const head = this.#head(id, contents, stored?.numbers ?? null);
        await putDocument(store, head, contents);
        return { head, copied: false };
      }
      if (stored.deleted === undefined && (await store.get(keys.graph(id))) === contents.text) {
        return { head: stored, copied: false };
      }
      const other = copy();
      kept = other.contents;
      const head = this.#head(other.id, other.contents, null);
      await putDocument(store, head, other.contents);
      return { head, copied: true };
    });
    await this.#copies?.keep(copyOf(written.head, kept));
    return written;
  }

  /**
   * Brings back the documents of which there are second copies, if the database is new: the browser has lost the one before.
   * What was trained is lost with it. Otherwise sees to it that there is a copy of each. Gives how many were brought back.
   */
  async recover(): Promise<number> {
    if (this.#copies === null) return 0;
    if (!(await this.#database.isNew())) {
      this.#completeCopies(this.#copies).catch(() => undefined);
      return 0;
    }
    let recovered = 0;
    for (const { id, time, ...contents } of await this.#copies.all()) {
      await this.#database.write(async (store) => {
        if (asHead(await store.get(keys.head(id))) !== undefined) return;
        await putDocument(store, { ...this.#head(id, contents, null), time }, contents);
        recovered += 1;
      });
    }
    return recovered;
  }

  /** Makes the copies that are missing: of documents from before there were any. */
  async #completeCopies(copies: DocumentCopies): Promise<void> {
    const known = await copies.ids();
    if (known === null) return;
    for (const { id, deleted } of await this.list()) {
      if (!known.has(id) && deleted === undefined) await this.#copyStored(id);
    }
  }

  /** Makes the copy of a document as it is stored. */
  async #copyStored(id: string): Promise<void> {
    if (this.#copies === null) return;
    const stored = await this.read(id);
    if (stored !== undefined) await this.#copies.keep(copyOf(stored.head, { ...stored.head, text: stored.text }));
  }

  /** How many writes of graphs this visit has begun. */
  get writes(): number {
    return this.#writes;
  }

  /**
   * Keeps a document's trained state beside its graph: piece by piece under a new generation, to which the document is
   * switched at the end. Resolves to null, and leaves all as it was, when the document or its numbers are others than the
   * writer knows.
   *
   * @param generation of the numbers that the writer read or wrote last; null where it knows of none.
   */
  async writeNumbers(
    id: string,
    base: () => string | null,
    generation: string | null,
    numbers: Numbers,
  ): Promise<KeptNumbers | null> {
    const pieces = new NumberPieces(numbers, this.#pieceSize);
    const next = `${this.#visit}:${++this.#generations}`;
    const kept: KeptNumbers = {
      generation: next,
      pieces: pieces.count,
      size: pieces.size,
      iteration: numbers.checkpoint.iteration,
    };
    const place = (piece: number): IDBValidKey => keys.numbers(id, next, piece);
    try {
      for (let piece = 0; piece < pieces.count; piece++) {
        const bytes = pieces.piece(piece);
        await this.#database.write((store) => store.put(bytes, place(piece)));
        giveBack(bytes.buffer);
      }
      const switched = await this.#database.write(async (store) => {
        const stored = asHead(await store.get(keys.head(id)));
        const known = stored !== undefined && stored.deleted === undefined && this.#knows(stored, base());
        if (!known || !this.#knowsNumbers(stored.numbers, generation)) return false;
        if (stored.numbers !== null) await store.delete(keys.allNumbers(id, stored.numbers.generation));
        await Promise.all([
          store.put(pieces.skeleton, place(-1)),
          store.put({ ...stored, numbers: kept }, keys.head(id)),
        ]);
        return true;
      });
      if (switched) return kept;
    } catch (error) {
      await this.#dropNumbers(id, next).catch(() => undefined);
      throw error;
    }
    await this.#dropNumbers(id, next);
    return null;
  }

  /** Deletes what writes of numbers left behind that never ended. Only for who holds the document's lock. */
  tidy(id: string): Promise<void> {
    return this.#database.write(async (store) => {
      const head = asHead(await store.get(keys.head(id)));
      const left = (await store.getAllKeys(keys.allNumbers(id))).filter((key) => {
        const generation: unknown = Array.isArray(key) ? key[2] : undefined;
        const own = typeof generation === "string" && generation.startsWith(`${this.#visit}:`);
        return generation !== head?.numbers?.generation && !own;
      });
      await Promise.all(left.map((key) => store.delete(key)));
    });
  }

  /** Gives a document other contents than those that `expected` heads; says whether it was still that version. */
  async replace(expected: DocumentHead, contents: DocumentContents): Promise<boolean> {
    const replaced = await this.#database.write(async (store) => {
      const stored = asHead(await store.get(keys.head(expected.id)));
      if (stored?.version !== expected.version) return false;
      await putDocument(store, { ...this.#head(expected.id, contents, stored.numbers), time: stored.time }, contents);
      return true;
    });
    if (replaced) await this.#copies?.keep(copyOf(expected, contents));
    return replaced;
  }

  /** Marks documents as deleted, or no longer so. Whoever has one open and changes it makes a copy. */
  async setDeleted(id: string, deleted: boolean): Promise<void> {
    await this.#database.write(async (store) => {
      const head = asHead(await store.get(keys.head(id)));
      if (head === undefined) return;
      const { deleted: _, ...rest } = head;
      const version = this.#version();
      await store.put({ ...rest, version, ...(deleted ? { deleted: this.#now() } : {}) }, keys.head(id));
    });
    await (deleted ? this.#copies?.drop(id) : this.#copyStored(id));
  }

  /** Deletes a document for good. */
  async remove(id: string): Promise<void> {
    await this.#database.write((store) => removeDocument(store, id));
    await this.#copies?.drop(id);
  }

  /** Deletes for good what was deleted long ago. */
  async purge(): Promise<void> {
    const before = this.#now() - deletedStays;
    const old = (await this.list()).filter(({ deleted }) => deleted !== undefined && deleted < before);
    if (old.length === 0) return;
    await this.#database.write((store) => Promise.all(old.map(({ id }) => removeDocument(store, id))));
  }

  /** Rejects where the storage cannot be used. */
  probe(): Promise<void> {
    return this.#database.read(async (store) => void (await store.count(keys.heads())));
  }

  /** Lets go of a connection that does not answer; the next call makes another. */
  reconnect(): void {
    this.#database.forget();
  }

  /** Whether the writer has seen this version: it read it, or it is the visit's own, whose acknowledgement may have been lost. */
  #knows(stored: DocumentHead, base: string | null): boolean {
    return stored.version === base || stored.version.startsWith(`${this.#visit}:`);
  }

  #knowsNumbers(stored: KeptNumbers | null, generation: string | null): boolean {
    if (stored === null) return true;
    return stored.generation === generation || stored.generation.startsWith(`${this.#visit}:`);
  }

  #version(): string {
    return `${this.#visit}:${++this.#writes}`;
  }

  #head(id: string, contents: DocumentContents, numbers: KeptNumbers | null): DocumentHead {
    const { title, text, origin, touched, fragment } = contents;
    return {
      format: 2,
      id,
      version: this.#version(),
      title,
      origin,
      touched,
      time: this.#now(),
      size: utf8Length(text),
      numbers,
      ...(fragment === undefined ? {} : { fragment }),
    };
  }

  #dropNumbers(id: string, generation: string): Promise<void> {
    return this.#database.write((store) => store.delete(keys.allNumbers(id, generation)));
  }
}

/** Whether what is stored is of the visit that left contents behind, and from before it left them. */
function leftBehind({ version }: DocumentHead, left: DocumentWrite["left"]): boolean {
  if (left === undefined || !version.startsWith(`${left.visit}:`)) return false;
  return Number(version.slice(left.visit.length + 1)) <= left.writes;
}
