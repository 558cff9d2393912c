/** Bytes of a piece at most, but of one that is measured: small enough that rows of a table without gradients are shared. */
export const PIECE_BYTES = 2 ** 13;

/** So many pieces wait at most, 16 MiB: about what a copy of a large model gives up, and the next one takes. */
const MOST = 2048;

/**
 * Keeps the memory of pieces that no copy has any more for the copies to come. While a model trains, one copy takes the place
 * of another all the time, and what is left to the garbage collector stays for seconds: half as much again as all copies.
 */
export class SparePieces {
  readonly #waiting: Uint8Array<ArrayBuffer>[] = [];

  /** Returns a copy of a piece, in memory of its own. */
  copy(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
    const spare = bytes.length === PIECE_BYTES ? this.#waiting.pop() : undefined;
    if (spare === undefined) return bytes.slice();
    spare.set(bytes);
    return spare;
  }

  /** Nobody reads this copy any more. */
  giveBack(bytes: Uint8Array<ArrayBuffer>): void {
    if (bytes.length === PIECE_BYTES && this.#waiting.length < MOST) this.#waiting.push(bytes);
  }
}
