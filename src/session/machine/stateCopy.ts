import type { Piece } from "./pieces.ts";
import type { Chunk, SparePieces } from "./sparePieces.ts";

/**
 * Is a copy of what running changes, in pieces. A piece that is as it was in an earlier copy is that one's. A copy may go
 * without what the next iteration derives: whoever restores it then runs a whole iteration from there.
 */
export class StateCopy {
  readonly #pieces: readonly Piece[];
  readonly #spare: SparePieces;
  readonly #chunks: (Chunk | null)[];
  #isWhole: boolean;

  /**
   * @param versions when each measured piece was measured, by its instruction.
   * @param before a copy of the same program to share with.
   * @param isWhole false: without what is derived.
   * @param spare where its memory comes from, and goes.
   */
  constructor(
    state: Uint8Array<ArrayBuffer>,
    pieces: readonly Piece[],
    versions: ReadonlyMap<number, number>,
    before: StateCopy | null,
    isWhole: boolean,
    spare: SparePieces,
  ) {
    this.#pieces = pieces;
    this.#spare = spare;
    this.#isWhole = isWhole;
    const shared = before !== null && before.#pieces.length === pieces.length ? before.#chunks : [];
    const words = wordsOf(state);
    this.#chunks = pieces.map(({ start, end, derived, measuredBy }, at) => {
      if (derived && !isWhole) return null;
      const version = measuredBy === null ? 0 : (versions.get(measuredBy) ?? 0);
      const former = shared[at] ?? null;
      if (
        former !== null &&
        (measuredBy === null ? isAt(former.words, words, start / 4) : former.version === version)
      ) {
        former.users += 1;
        return former;
      }
      return spare.copy(words.subarray(start / 4, end / 4), version);
    });
  }

  /** Whether it has all, so that it can be restored as it stands. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  /** Bytes that no other copy has. */
  get ownBytes(): number {
    return this.#chunks.reduce((sum, chunk) => sum + (chunk?.users === 1 ? chunk.words.byteLength : 0), 0);
  }

  /** Gives up what the next iteration derives, and gives the bytes that no copy has any more. */
  withoutDerived(): number {
    this.#isWhole = false;
    return this.#drop(({ derived }) => derived);
  }

  /** Gives up everything, and gives the bytes that no copy has any more. */
  release(): number {
    return this.#drop(() => true);
  }

  /** Makes the state as it was. `versions` are those of what it holds, and then of the copy. */
  restore(state: Uint8Array<ArrayBuffer>, versions: Map<number, number>): void {
    const current = new Map(versions);
    const words = wordsOf(state);
    for (const [at, { start, measuredBy }] of this.#pieces.entries()) {
      const chunk = this.#chunks[at];
      if (chunk === null || chunk === undefined) continue;
      if (measuredBy !== null) {
        if ((current.get(measuredBy) ?? 0) === chunk.version) continue;
        versions.set(measuredBy, chunk.version);
      }
      words.set(chunk.words, start / 4);
    }
  }

  /** Returns bytes as they were; of what it goes without, zeros. */
  slice(start: number, length: number): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(length);
    for (const [at, piece] of this.#pieces.entries()) {
      const chunk = this.#chunks[at];
      const [from, to] = [Math.max(start, piece.start), Math.min(start + length, piece.end)];
      if (chunk === null || chunk === undefined || from >= to) continue;
      bytes.set(new Uint8Array(chunk.words.buffer).subarray(from - piece.start, to - piece.start), from - start);
    }
    return bytes;
  }

  #drop(goes: (piece: Piece) => boolean): number {
    let freed = 0;
    for (let at = 0; at < this.#chunks.length; at++) {
      const chunk = this.#chunks[at]!;
      if (chunk === null || !goes(this.#pieces[at]!)) continue;
      chunk.users -= 1;
      if (chunk.users === 0) {
        freed += chunk.words.byteLength;
        this.#spare.takeBack(chunk);
      }
      this.#chunks[at] = null;
    }
    return freed;
  }
}

/** Whether the words of a piece stand in the state, from there on. */
function isAt(words: Int32Array, state: Int32Array, start: number): boolean {
  for (let at = 0; at < words.length; at++) if (words[at] !== state[start + at]) return false;
  return true;
}

/** The state's words: it begins at a multiple of 64, and so do its pieces. */
function wordsOf({ buffer, byteOffset, byteLength }: Uint8Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  return new Int32Array(buffer, byteOffset, byteLength / 4);
}
