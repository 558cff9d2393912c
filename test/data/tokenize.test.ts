import { fc, test as property } from "@fast-check/vitest";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { compareCodePoints } from "../../src/data/compareCodePoints.ts";
import { lines } from "../../src/data/lines.ts";
import { tokenize, UNKNOWN } from "../../src/data/tokenize.ts";

const chars = (...texts: string[]) => tokenize(texts, { level: "char", maxVocab: null });
const words = (text: string, maxVocab: number | null = null) => tokenize(lines(text), { level: "word", maxVocab });

/** What Python's `str.isspace` says yes to: `[c for c in map(chr, range(0x110000)) if c.isspace()]`. */
const BLANKS = Array.from(
  "\t\n\v\f\r\u001c\u001d\u001e\u001f \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a" +
    "\u2028\u2029\u202f\u205f\u3000",
);

describe("tokenize", () => {
  test("the marker is 0, the others follow in code-point order", () => {
    const { ids, starts, vocabulary } = chars("emma", "ava");
    expect(vocabulary).toEqual({ level: "char", tokens: [".", "a", "e", "m", "v"], unknown: null });
    expect([...ids]).toEqual([2, 3, 3, 1, 1, 4, 1]);
    expect([...starts]).toEqual([0, 4, 7]);
  });

  test("a . in the data is an entry of its own", () => {
    const { ids, vocabulary } = chars("a.b");
    expect(vocabulary.tokens).toEqual([".", ".", "a", "b"]);
    expect([...ids]).toEqual([2, 1, 3]);
  });

  test("characters are code points, in code-point order and not in that of UTF-16", () => {
    expect(chars("\uFF5E😀é").vocabulary.tokens).toEqual([".", "é", "\uFF5E", "😀"]);
  });

  test("words stand between blanks", () => {
    const { ids, starts, vocabulary } = words("the cat\nthe  dog\tsat\n");
    expect(vocabulary).toEqual({ level: "word", tokens: [".", "cat", "dog", "sat", "the"], unknown: null });
    expect([...ids]).toEqual([4, 1, 4, 2, 3]);
    expect([...starts]).toEqual([0, 2, 5]);
  });

  test("max_vocab keeps the most frequent, ties in code-point order, and counts the marker and <unk>", () => {
    const { ids, vocabulary } = words("the cat the dog the ant dog", 4);
    expect(vocabulary).toEqual({ level: "word", tokens: [".", UNKNOWN, "dog", "the"], unknown: 1 });
    expect([...ids]).toEqual([3, 1, 3, 2, 3, 1, 2]);
    expect(words("b a c", 4).vocabulary.tokens).toEqual([".", "a", "b", "c"]);
    expect(words("b a c d", 4).vocabulary.tokens).toEqual([".", UNKNOWN, "a", "b"]);
    expect(words("b a", 2).vocabulary.tokens).toEqual([".", UNKNOWN]);
    expect(() => words("b a", 1)).toThrow("max_vocab is 1, expected 2 or more: the marker and <unk> count too");
  });

  test("a literal <unk> is a word of its own, and <unk> has its place in the order", () => {
    const { ids, vocabulary } = words("<unk> <unk> ! ! a b", 4);
    expect(vocabulary).toEqual({ level: "word", tokens: [".", "!", UNKNOWN, UNKNOWN], unknown: 2 });
    expect([...ids]).toEqual([3, 3, 1, 1, 2, 2]);
  });

  property.prop([fc.string({ unit: fc.constantFrom("a", "😀", "\uD800", "\ufeff", ...BLANKS), maxLength: 20 })])(
    "words are what stands between Python's blanks",
    (line) => {
      const { ids, vocabulary } = tokenize([line], { level: "word", maxVocab: null });
      const expected = line.split(new RegExp(`[${BLANKS.join("")}]+`)).filter((word) => word !== "");
      expect([...ids].map((id) => vocabulary.tokens[id])).toEqual(expected);
    },
  );

  test("characters are not counted off", () => {
    expect(tokenize(["abc"], { level: "char", maxVocab: 3 }).vocabulary.tokens).toHaveLength(4);
  });

  property.prop([fc.array(fc.string({ unit: "binary", minLength: 1, maxLength: 10 }), { maxLength: 10 })])(
    "ids map back to the text",
    (texts) => {
      const { ids, starts, vocabulary } = chars(...texts);
      const back = texts.map((_, i) =>
        [...ids.subarray(starts[i], starts[i + 1])].map((id) => vocabulary.tokens[id]).join(""),
      );
      expect(back).toEqual(texts);
      expect(new Set(vocabulary.tokens.slice(1)).size).toBe(vocabulary.tokens.length - 1);
      expect(vocabulary.tokens.slice(1)).toEqual(
        vocabulary.tokens.slice(1).toSorted((a, b) => a.codePointAt(0)! - b.codePointAt(0)!),
      );
    },
  );

  property.prop([fc.string({ unit: "binary" }), fc.string({ unit: "binary" })])(
    "compares as code points do",
    (a, b) => {
      const points = (text: string) => Array.from(text, (character) => character.codePointAt(0)!);
      const [p, q] = [points(a), points(b)];
      const at = p.findIndex((point, i) => point !== q[i]);
      const expected = at < 0 ? p.length - q.length : (p[at] ?? -1) - (q[at] ?? -1);
      expect(Math.sign(compareCodePoints(a, b))).toBe(Math.sign(expected));
    },
  );
});

test("of Moby-Dick's 17,286 words 17,000 entries keep the most frequent: counted another way", () => {
  const text = readFileSync("public/data/moby-dick.txt", "utf8");
  const { ids, vocabulary } = words(text, 17_000);
  const sorted = text.split(/\s+/).filter((word) => word !== "");
  sorted.sort();
  const counted: { readonly word: string; readonly count: number }[] = [];
  for (let from = 0, to = 1; to <= sorted.length; to++) {
    if (to < sorted.length && sorted[to] === sorted[from]) continue;
    counted.push({ word: sorted[from]!, count: to - from });
    from = to;
  }
  expect(counted).toHaveLength(17_286);
  // Two of the entries are the marker and <unk>. The words are in code-point order already, which decides among equals.
  const kept = counted
    .toSorted((a, b) => b.count - a.count)
    .slice(0, 16_998)
    .map(({ word }) => word);
  const left = counted.length - kept.length;
  expect(vocabulary.tokens).toHaveLength(17_000);
  expect(vocabulary.tokens[0]).toBe(".");
  expect(vocabulary.tokens[vocabulary.unknown!]).toBe(UNKNOWN);
  expect(vocabulary.tokens.filter((_, id) => id > 0 && id !== vocabulary.unknown).toSorted()).toEqual(kept.toSorted());
  // All words that are left out occur once, and become <unk> where they stand.
  expect(ids.filter((id) => id === vocabulary.unknown)).toHaveLength(left);
  expect(ids).toHaveLength(253_762);
});
