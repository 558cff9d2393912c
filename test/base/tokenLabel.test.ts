import { expect, test } from "vitest";
import { tokenLabel } from "../../src/base/tokenLabel.ts";
import { formatContext } from "../../src/data/contexts.ts";
import { lines } from "../../src/data/lines.ts";
import { tokenize } from "../../src/data/tokenize.ts";

const vocabularyOf = (text: string, level: "char" | "word" = "char") =>
  tokenize(lines(text), { level, maxVocab: null }).vocabulary;

test("the marker is a full stop as long as the text has none", () => {
  const vocabulary = vocabularyOf("emma");
  expect([0, 1, 2, 3, 4].map((id) => tokenLabel(vocabulary.tokens, id))).toEqual([".", "a", "e", "m", "?"]);
});

test.each(["a.b", "!.", "...", "."])("in the text %j the marker and the text's full stop look different", (text) => {
  const { tokens } = vocabularyOf(text);
  const labels = tokens.map((_, id) => tokenLabel(tokens, id));
  expect(labels[0]).toBe("∎");
  expect(labels.filter((label) => label === ".")).toEqual(["."]);
});

test("a word that is a full stop is no marker either", () => {
  const vocabulary = vocabularyOf("the end .", "word");
  const stop = vocabulary.tokens.lastIndexOf(".");
  expect(formatContext(vocabulary, [0, stop], 0)).toBe("∎ . → ∎");
});
