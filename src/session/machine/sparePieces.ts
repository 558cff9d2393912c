import { giveBack } from "../../base/giveBack.ts";

/** Bytes of a piece at most, but of one that is measured: small enough that rows of a table without gradients are shared. */
export const PIECE_BYTES = 2 ** 13;

/** So many pieces wait at most, 16 MiB: about what a copy of a large model gives up, and the next one takes. */
const MOST = 2048;

/** Is a copy of one piece, which any number of copies of the state may share. */
export interface Chunk {
  readonly words: Int32Array<ArrayBuffer>;
  /** When it was measured, where it is. */
  version: number;
  users: number;
}

/**
 * Keeps the pieces that no copy has any more for the copies to come. While a model trains, one copy takes the place of
 * another all the time, and what is left to the garbage collector stays for seconds: half as much again as all copies.
 */
export class SparePieces {
  readonly #waiting: Chunk[] = [];

  /** Returns a copy of a piece's words, with one user. */
  copy(words: Int32Array<ArrayBuffer>, version: number): Chunk {
    const spare = words.byteLength === PIECE_BYTES ? this.#waiting.pop() : undefined;
    if (spare === undefined) return { words: words.slice(), version, users: 1 };
    spare.words.set(words);
    spare.version = version;
    spare.users = 1;
    return spare;
  }

  /** Takes a copy that nobody reads any more; its memory goes where enough of them wait. */
  takeBack(chunk: Chunk): void {
    if (chunk.words.byteLength === PIECE_BYTES && this.#waiting.length < MOST) this.#waiting.push(chunk);
    else giveBack(chunk.words.buffer);
  }
}
