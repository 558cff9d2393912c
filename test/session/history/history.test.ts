import { describe, expect, it } from "vitest";
import type { Snapshot } from "../../../src/session/machine/snapshot.ts";
import { SparePieces, type Chunk } from "../../../src/session/machine/sparePieces.ts";
import { StateCopy } from "../../../src/session/machine/stateCopy.ts";
import { History } from "../../../src/session/history/history.ts";

const MiB = 2 ** 20;

/** What copies may take together once one was asked for that takes so many bytes, and whether it would have been taken. */
function askedFor(bytes: number, wanted: boolean, fromSeed: boolean): readonly [budget: number, taken: boolean] {
  const history = new History({ training: 48 * MiB, most: 128 * MiB });
  history.forget(fromSeed ? { seed: 1, evaluated: true } : null);
  let taken = false;
  const take = (): never => {
    taken = true;
    throw new Error("asked for");
  };
  try {
    history.keep({ iteration: 5, cursor: 0, drawn: true }, bytes, wanted, take);
  } catch {
    // Nothing can be taken here: it is only asked whether one would be.
  }
  return [history.budget / MiB, taken];
}

describe("what copies may take together, in MiB", () => {
  it.each([
    [1, 48, 49],
    [28, 56, 76],
    [40, 80, 88],
    [100, 128, 128],
  ])(
    "is, while a model of %d trains, %d, or %d where the way back does not end at the seed's start",
    (size, seed, none) => {
      expect(askedFor(size * MiB, false, true)).toEqual([seed, true]);
      expect(askedFor(size * MiB, false, false)).toEqual([none, true]);
    },
  );

  it.each([1, 28, 128])("is 128 where it stands still, with a model of %d", (size) => {
    expect(askedFor(size * MiB, true, true)).toEqual([128, true]);
  });

  it("is not enough for a copy that takes more", () => {
    expect(askedFor(129 * MiB, false, true)).toEqual([128, false]);
    expect(askedFor(129 * MiB, true, false)).toEqual([128, false]);
  });
});

describe("a history that is forgotten", () => {
  it("gives the memory of its copies back, what they share once", () => {
    const history = new History({ training: 48 * MiB, most: 128 * MiB });
    const spare = new Counting();
    const pieces = [0, 8].map((start) => ({ start, end: start + 8, derived: false, measuredBy: null }));
    const state = new Uint8Array(16);
    const take = (before: Snapshot | null, isWhole: boolean): Snapshot => ({
      memory: new StateCopy(state, pieces, new Map(), before?.memory ?? null, isWhole, spare),
      generator: { words: new Uint32Array(0), position: 0, normal: null },
      progress: { fresh: [], valued: [], graded: [], drew: [], begun: null },
      losses: [],
      birth: null,
      bookBytes: 0,
    });
    history.keep({ iteration: 1, cursor: 0, drawn: true }, 16, true, take);
    state[8] = 1;
    history.keep({ iteration: 2, cursor: 0, drawn: true }, 16, true, take);
    expect([history.count, spare.given]).toEqual([2, 0]);
    history.forget(null);
    expect([history.count, spare.given]).toEqual([0, 3]);
  });
});

/** Counts the pieces that are given back. */
class Counting extends SparePieces {
  given = 0;

  override takeBack(chunk: Chunk): void {
    this.given += 1;
    super.takeBack(chunk);
  }
}
