import type { Piece } from "./pieces.ts";
import type { SparePieces } from "./sparePieces.ts";

/** Is a copy of one piece, which any number of copies of the state may share. */
interface Chunk {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** When it was measured, where it is. */
  readonly version: number;
  users: number;
}

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
    this.#chunks = pieces.map((piece, at) => {
      if (piece.derived && !isWhole) return null;
      const version = piece.measuredBy === null ? 0 : (versions.get(piece.measuredBy) ?? 0);
      const former = shared[at] ?? null;
      const here = state.subarray(piece.start, piece.end);
      if (former !== null && (piece.measuredBy === null ? isSame(former.bytes, here) : former.version === version)) {
        former.users += 1;
        return former;
      }
      return { bytes: spare.copy(here), version, users: 1 };
    });
  }

  /** Whether it has all, so that it can be restored as it stands. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  /** Bytes that no other copy has. */
  get ownBytes(): number {
    return this.#chunks.reduce((sum, chunk) => sum + (chunk?.users === 1 ? chunk.bytes.length : 0), 0);
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
    for (const [at, { start, measuredBy }] of this.#pieces.entries()) {
      const chunk = this.#chunks[at];
      if (chunk === null || chunk === undefined) continue;
      if (measuredBy !== null) {
        if ((current.get(measuredBy) ?? 0) === chunk.version) continue;
        versions.set(measuredBy, chunk.version);
      }
      state.set(chunk.bytes, start);
    }
  }

  /** Returns bytes as they were; of what it goes without, zeros. */
  slice(start: number, length: number): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(length);
    for (const [at, piece] of this.#pieces.entries()) {
      const chunk = this.#chunks[at];
      const [from, to] = [Math.max(start, piece.start), Math.min(start + length, piece.end)];
      if (chunk === null || chunk === undefined || from >= to) continue;
      bytes.set(chunk.bytes.subarray(from - piece.start, to - piece.start), from - start);
    }
    return bytes;
  }

  #drop(goes: (piece: Piece) => boolean): number {
    let freed = 0;
    for (const [at, chunk] of this.#chunks.entries()) {
      if (chunk === null || !goes(this.#pieces[at]!)) continue;
      chunk.users -= 1;
      if (chunk.users === 0) {
        freed += chunk.bytes.length;
        this.#spare.giveBack(chunk.bytes);
      }
      this.#chunks[at] = null;
    }
    return freed;
  }
}

/** Compares bytes. Both begin at a multiple of 64 and are as long. */
function isSame(a: Uint8Array<ArrayBuffer>, b: Uint8Array<ArrayBuffer>): boolean {
  const [one, other] = [words(a), words(b)];
  for (let at = 0; at < one.length; at++) if (one[at] !== other[at]) return false;
  return true;
}

function words({ buffer, byteOffset, byteLength }: Uint8Array<ArrayBuffer>): Int32Array {
  return new Int32Array(buffer, byteOffset, byteLength / 4);
}
