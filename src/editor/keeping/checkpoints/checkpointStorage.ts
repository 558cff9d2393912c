import type { Checkpoint } from "../../../protocol/checkpoint.ts";
import type { Database } from "../storage/database.ts";
import { keys } from "../storage/documentRecord.ts";

/** Holds what a list of checkpoints shows of one. */
export interface CheckpointHead {
  readonly format: 1;
  readonly id: string;
  /** Kept by hand; by itself before an edit; or as the best of a loss. */
  readonly kind: "named" | "edit" | "best";
  /** What its reader called it, what the edit changed, or whose loss was lowest. */
  readonly name: string;
  /** When it was kept, in milliseconds since 1970. */
  readonly time: number;
  readonly iteration: number;
  readonly loss: number | null;
  /** Bytes, about. */
  readonly size: number;
  /** The text of its graph, for a list that says what has changed since; absent of a large one. */
  readonly graph?: string;
}

/** Holds a checkpoint with the graph that it belongs to, as the text of a graph file. */
export interface KeptCheckpoint {
  readonly text: string;
  readonly checkpoint: Checkpoint;
}

/** What the checkpoints of one document may be: how many, and how many bytes together. */
const MOST = { count: 40, bytes: 128 * 2 ** 20 } as const;

/** Keeps the checkpoints of documents beside them, in the same store. */
export class CheckpointStorage {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The checkpoints of a document, the newest first. */
  list(document: string): Promise<readonly CheckpointHead[]> {
    return this.#database.read(async (store) => {
      const all = await store.getAll(keys.checkpointHeads(document));
      return all.filter(isHead).toSorted((a, b) => b.time - a.time);
    });
  }

  /** Returns a checkpoint; undefined where there is none of that id. */
  async read(document: string, id: string): Promise<KeptCheckpoint | undefined> {
    const kept = await this.#database.read((store) => store.get(keys.checkpoint(document, id)));
    return kept as KeptCheckpoint | undefined;
  }

  /**
   * Keeps a checkpoint. Where there is no room the oldest of those go that were kept by themselves; where that is not
   * enough it throws an Error with one sentence, and nothing has changed.
   *
   * @param replaces says of others that this one takes their place.
   */
  async keep(
    document: string,
    head: CheckpointHead,
    kept: KeptCheckpoint,
    replaces: (other: CheckpointHead) => boolean = () => false,
  ): Promise<void> {
    await this.#database.write(async (store) => {
      const all = (await store.getAll(keys.checkpointHeads(document))).filter(isHead);
      const gone = all.filter(replaces);
      let rest = all.filter((other) => !gone.includes(other)).toSorted((a, b) => a.time - b.time);
      while (rest.length >= MOST.count || sizeOf(rest) + head.size > MOST.bytes) {
        const oldest = rest.find(({ kind }) => kind === "edit");
        if (oldest === undefined)
          throw new Error("there is no room for another checkpoint: delete one that you do not need");
        gone.push(oldest);
        rest = rest.filter((other) => other !== oldest);
      }
      await Promise.all([
        ...gone.flatMap(({ id }) => [
          store.delete(keys.checkpointHead(document, id)),
          store.delete(keys.checkpoint(document, id)),
        ]),
        store.put(head, keys.checkpointHead(document, head.id)),
        store.put(kept, keys.checkpoint(document, head.id)),
      ]);
    });
  }

  async remove(document: string, id: string): Promise<void> {
    await this.#database.write((store) =>
      Promise.all([store.delete(keys.checkpointHead(document, id)), store.delete(keys.checkpoint(document, id))]),
    );
  }
}

function sizeOf(heads: readonly CheckpointHead[]): number {
  return heads.reduce((sum, { size }) => sum + size, 0);
}

/** Another version of the page may have written it. */
function isHead(value: unknown): value is CheckpointHead {
  return typeof value === "object" && value !== null && (value as Partial<CheckpointHead>).format === 1;
}
