import { expect, test } from "vitest";
import { formatContext } from "../../src/data/contexts.ts";
import { lossFloor } from "../../src/data/lossFloor.ts";
import { visibleToken } from "../../src/base/visibleToken.ts";
import type { Vocabulary } from "../../src/data/vocabulary.ts";

test.each([
  [" ", "␣"],
  ["\t", "␉"],
  ["\u0000", "␀"],
  ["\u007f", "␡"],
  ["\u00a0", "␣"],
  ["a", "a"],
  [".", "."],
  ["🐳", "🐳"],
  ["\u0085", "U+0085"],
  ["\u00ad", "U+00AD"],
  ["\u200b", "U+200B"],
  ["\u200d", "U+200D"],
  ["\u2028", "U+2028"],
  ["\u2060", "U+2060"],
  ["\u202e", "U+202E"],
  ["\ufe0f", "U+FE0F"],
  ["\ufeff", "U+FEFF"],
  ["\ud800", "U+D800"],
  // An accent alone would sit on its neighbour.
  ["\u0301", "◌\u0301"],
  ["e\u0301", "e\u0301"],
  ["a\u200bb", "aU+200Bb"],
  // A picture that is joined of several is one.
  ["👩\u200d🚀", "👩\u200d🚀"],
  ["❤\ufe0f", "❤\ufe0f"],
  ["<unk>", "<unk>"],
])("the token %j is shown as %j", (token, shown) => {
  expect(visibleToken(token)).toBe(shown);
});

test("a blank among characters is seen in examples and in clashes", () => {
  const vocabulary: Vocabulary = { level: "char", tokens: [".", " ", "a"], unknown: null };
  expect(formatContext(vocabulary, [0, 2, 1], 1)).toBe(".a␣ --------> ␣");
  const { clashes } = lossFloor({ x: Int32Array.of(1, 1), y: Int32Array.of(1, 2), count: 2 }, 1, vocabulary);
  expect(clashes).toEqual([
    {
      context: "␣",
      targets: [
        { token: "␣", count: 1 },
        { token: "a", count: 1 },
      ],
      count: 2,
    },
  ]);
});
