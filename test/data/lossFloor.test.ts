import { fc, test as property } from "@fast-check/vitest";
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

  property.prop([
    fc.array(fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength: 1, maxLength: 8 }), { maxLength: 40 }),
    fc.integer({ min: 1, max: 4 }),
  ])("is what counting with maps gives", (lines, blockSize) => {
    const sequences = tokenize(lines, { level: "char", maxVocab: null });
    const made = contexts(sequences, { blockSize, first: null });
    const counts = new Map<string, Map<number, number>>();
    for (let row = 0; row < made.count; row++) {
      const context = made.x.subarray(row * blockSize, (row + 1) * blockSize).join();
      const targets = counts.get(context) ?? new Map<number, number>();
      counts.set(context, targets.set(made.y[row]!, (targets.get(made.y[row]!) ?? 0) + 1));
    }
    let entropy = 0;
    const clashing: number[] = [];
    for (const targets of counts.values()) {
      const size = [...targets.values()].reduce((sum, n) => sum + n, 0);
      for (const n of targets.values()) entropy -= (n / made.count) * Math.log(n / size);
      if (targets.size > 1) clashing.push(size);
    }
    const floor = lossFloor(made, blockSize, sequences.vocabulary);
    expect(floor.entropy).toBeCloseTo(entropy, 12);
    expect(floor.clashes.map(({ count }) => count)).toEqual(clashing.toSorted((a, b) => b - a).slice(0, 50));
    for (const { count, targets } of floor.clashes) {
      expect(targets.reduce((sum, target) => sum + target.count, 0)).toBe(count);
      expect(targets.map((target) => target.count)).toEqual(targets.map((t) => t.count).toSorted((a, b) => b - a));
    }
  });

  test("shows so many contexts and targets as can be read, and of a word of a million letters its beginning", () => {
    const words = Array.from({ length: 200 }, (_, i) => `w${i}`);
    const text = [...words, "a".repeat(1_000_000), ...words.map((word) => `${word} x`)];
    const sequences = tokenize(text, { level: "word", maxVocab: null });
    const { clashes } = lossFloor(contexts(sequences, { blockSize: 1, first: null }), 1, sequences.vocabulary);
    expect(clashes).toHaveLength(50);
    expect(clashes[0]).toMatchObject({ context: ".", count: 401 });
    expect(clashes[0]!.targets).toHaveLength(50);
    expect(JSON.stringify(clashes).length).toBeLessThan(20_000);
  });
});
