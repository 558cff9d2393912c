import { fc, test as property } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { contexts, formatContext } from "../../src/data/contexts.ts";
import { tokenize } from "../../src/data/tokenize.ts";

const chars = (...texts: string[]) => tokenize(texts, { level: "char", maxVocab: null });

describe("contexts", () => {
  test("of a name, as the notebook prints them", () => {
    const sequences = chars("emma");
    const { x, y, count } = contexts(sequences, { blockSize: 3, first: null });
    const printed = Array.from({ length: count }, (_, row) =>
      formatContext(sequences.vocabulary, x.subarray(row * 3, row * 3 + 3), y[row]!),
    );
    expect(printed).toEqual([
      "... --------> e",
      "..e --------> m",
      ".em --------> m",
      "emm --------> a",
      "mma --------> .",
    ]);
  });

  test("word-level contexts are printed with blanks", () => {
    const { vocabulary } = tokenize(["the cat"], { level: "word", maxVocab: null });
    expect(formatContext(vocabulary, [0, 0, 2], 1)).toBe(". . the → cat");
  });

  test("a window longer than the line is padded", () => {
    const { x, y } = contexts(chars("ab"), { blockSize: 5, first: null });
    expect([...x]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 2]);
    expect([...y]).toEqual([1, 2, 0]);
  });

  test("first takes so many lines, or as many as there are", () => {
    const sequences = chars("ab", "c", "d");
    expect(contexts(sequences, { blockSize: 2, first: 2 }).count).toBe(5);
    expect(contexts(sequences, { blockSize: 2, first: 9 }).count).toBe(7);
    expect(contexts(chars(), { blockSize: 2, first: null }).count).toBe(0);
  });

  test("what would be too large for a tensor is refused before it is made", () => {
    const sequences = chars("a".repeat(100_000));
    expect(() => contexts(sequences, { blockSize: 1000, first: null })).toThrow(
      "shape [100001, 1000] has 100,001,000 elements, at most 67,108,864 are allowed",
    );
  });

  property.prop([
    fc.array(fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength: 1, maxLength: 6 }), { maxLength: 6 }),
    fc.integer({ min: 1, max: 8 }),
    fc.option(fc.integer({ min: 1, max: 8 })),
  ])("are those of the notebook's loop", (texts, blockSize, first) => {
    const sequences = chars(...texts);
    const expected: { x: number[]; y: number[] } = { x: [], y: [] };
    for (const text of texts.slice(0, first ?? texts.length)) {
      let context = new Array<number>(blockSize).fill(0);
      for (const token of `${text}.`) {
        const id = sequences.vocabulary.tokens.indexOf(token);
        expected.x.push(...context);
        expected.y.push(id);
        context = [...context.slice(1), id];
      }
    }
    const { x, y, count } = contexts(sequences, { blockSize, first });
    expect([[...x], [...y], count]).toEqual([expected.x, expected.y, expected.y.length]);
  });
});
