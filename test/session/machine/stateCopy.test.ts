import { describe, expect, it } from "vitest";
import type { Piece } from "../../../src/session/machine/pieces.ts";
import { PIECE_BYTES, SparePieces, type Chunk } from "../../../src/session/machine/sparePieces.ts";
import { StateCopy } from "../../../src/session/machine/stateCopy.ts";

const PIECES: readonly Piece[] = [0, 1, 2].map((at) => ({
  start: at * PIECE_BYTES,
  end: (at + 1) * PIECE_BYTES,
  derived: at === 2,
  measuredBy: null,
}));
const SIZE = PIECES.length * PIECE_BYTES;

/** A state of three pieces, each full of one number. */
function state(...numbers: readonly number[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: SIZE }, (_, at) => numbers[Math.floor(at / PIECE_BYTES)]!);
}

describe("memory of copies that are given up", () => {
  it("serves the copies to come, which hold what they were made of", () => {
    const spare = new Counting();
    const first = new StateCopy(state(1, 2, 3), PIECES, new Map(), null, true, spare);
    const second = new StateCopy(state(4, 5, 6), PIECES, new Map(), first, true, spare);
    expect(first.release()).toBe(SIZE);
    const third = new StateCopy(state(7, 8, 9), PIECES, new Map(), second, true, spare);
    expect(spare.given).toBe(3);
    expect(third.slice(0, SIZE)).toEqual(state(7, 8, 9));
    expect(second.slice(0, SIZE)).toEqual(state(4, 5, 6));
    expect(spare.buffers.size).toBe(6);
  });

  it("is not given away while another copy shares it, and once only", () => {
    const spare = new Counting();
    const first = new StateCopy(state(1, 2, 3), PIECES, new Map(), null, true, spare);
    const second = new StateCopy(state(1, 5, 6), PIECES, new Map(), first, true, spare);
    expect(first.withoutDerived()).toBe(PIECE_BYTES);
    expect(first.release()).toBe(PIECE_BYTES);
    expect(spare.given).toBe(2);
    const third = new StateCopy(state(7, 8, 9), PIECES, new Map(), null, true, spare);
    expect(second.slice(0, SIZE)).toEqual(state(1, 5, 6));
    expect(third.slice(0, SIZE)).toEqual(state(7, 8, 9));
  });

  it("is kept for one large copy; more is given back", () => {
    const spare = new SparePieces();
    const words = new Int32Array(PIECE_BYTES / 4);
    const pieces = Array.from({ length: 3000 }, () => spare.copy(words, 0));
    let given = 0;
    for (const { words: copy } of pieces) Object.assign(copy.buffer, { transfer: () => void given++ });
    for (const piece of pieces) spare.takeBack(piece);
    expect(given).toBe(3000 - 2048);
    const again = new Set(Array.from({ length: 3000 }, () => spare.copy(words, 0)));
    expect(pieces.filter((piece) => again.has(piece))).toHaveLength(2048);
  });
});

/** Counts what is given back, and the memory that was ever handed out. */
class Counting extends SparePieces {
  given = 0;
  readonly buffers = new Set<ArrayBuffer>();

  override copy(words: Int32Array<ArrayBuffer>, version: number): Chunk {
    const copy = super.copy(words, version);
    this.buffers.add(copy.words.buffer);
    return copy;
  }

  override takeBack(chunk: Chunk): void {
    this.given += 1;
    super.takeBack(chunk);
  }
}
