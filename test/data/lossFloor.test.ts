import { describe, expect, test } from "vitest";
import { contexts } from "../../src/data/contexts.ts";
import { lossFloor } from "../../src/data/lossFloor.ts";
import { tokenize } from "../../src/data/tokenize.ts";

function floorOf(lines: readonly string[], blockSize: number) {
  const sequences = tokenize(lines, { level: "char", maxVocab: null });
  return lossFloor(contexts(sequences, { blockSize, first: null }), blockSize, sequences.vocabulary);
}

describe("the floor under the loss", () => {
  test("is 0.2515 for the notebook's 32 examples: five names begin after the same context", () => {
    const { entropy, clashes } = floorOf(["emma", "olivia", "ava", "isabella", "sophia"], 3);
    // Five examples of 32 with five equally likely targets: 5/32 · log 5.
    expect(entropy).toBeCloseTo((5 / 32) * Math.log(5), 12);
    expect(entropy).toBeCloseTo(0.2515, 4);
    expect(clashes).toEqual([
      { context: "...", count: 5, targets: ["e", "o", "a", "i", "s"].map((token) => ({ token, count: 1 })) },
    ]);
  });

  test("is 0 where each context has one target", () => {
    expect(floorOf(["ab"], 2)).toEqual({ entropy: 0, clashes: [] });
  });

  test("is the same where contexts are too many for a number to name", () => {
    const lines = ["emma", "emily"];
    expect(floorOf(lines, 30).entropy).toBeCloseTo(floorOf(lines, 8).entropy, 12);
    expect(floorOf(lines, 30).clashes.map(({ count }) => count)).toEqual([2]);
  });
});
