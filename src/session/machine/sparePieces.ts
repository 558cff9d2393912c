/** Bytes of a piece at most, but of one that is measured: small enough that rows of a table without gradients are shared. */
export const PIECE_BYTES = 2 ** 13;

/** So many pieces wait at most, 16 MiB: about what a copy of a large model gives up, and the next one takes. */
const MOST = 2048;

/**
 * Keeps the memory of pieces that no copy has any more for the copies to come. While a model trains, one copy takes the place
 * of another all the time, and what is left to the garbage collector stays for seconds: half as much again as all copies.
 */
export class SparePieces {
  readonly #waiting: Int32Array<ArrayBuffer>[] = [];

  /** Returns a copy of a piece's words, in memory of its own. */
  copy(words: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
    const spare = words.byteLength === PIECE_BYTES ? this.#waiting.pop() : undefined;
    if (spare === undefined) return words.slice();
    spare.set(words);
    return spare;
  }

  /** Nobody reads this copy any more. */
  giveBack(words: Int32Array<ArrayBuffer>): void {
    if (words.byteLength === PIECE_BYTES && this.#waiting.length < MOST) this.#waiting.push(words);
  }
}
