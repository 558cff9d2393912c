import { expect, test } from "vitest";
import { formatContext } from "../../src/data/contexts.ts";
import { lossFloor } from "../../src/data/lossFloor.ts";
import { visibleToken } from "../../src/data/visibleToken.ts";
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
  // A joiner is no blank: what it joins is still shown as one.
  ["\u200d", "\u200d"],
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
