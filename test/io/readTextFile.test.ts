import { describe, expect, test } from "vitest";
import { contexts } from "../../src/data/contexts.ts";
import { lines } from "../../src/data/lines.ts";
import { tokenize } from "../../src/data/tokenize.ts";
import { readTextFile } from "../../src/io/readTextFile.ts";

const LIMIT = 8 * 2 ** 20;
const file = (...parts: readonly (string | Uint8Array<ArrayBuffer>)[]) => new Blob([...parts]);
/** As the words and tokenize nodes take a file. */
const sequences = async (content: Blob, level: "char" | "word" = "char") =>
  tokenize(lines((await readTextFile(content)).text), { level, maxVocab: null });

describe("a text of the reader's own", () => {
  test.each([
    ["lines", "emma\nava\n", ["emma", "ava"]],
    ["a byte order mark", "\uFEFFemma", ["emma"]],
    ["CRLF, and CR alone", "emma\r\nava\rmia\r\n", ["emma", "ava", "mia"]],
    ["empty lines, and blanks around them", "\n\n  emma \n\t\n\nava", ["emma", "ava"]],
    ["no line end at the end", "emma\nava", ["emma", "ava"]],
    ["emoji, and letters of combined marks", "🐳🌊\ne\u0301\n👩‍🚀", ["🐳🌊", "e\u0301", "👩‍🚀"]],
    ["a zero byte, and other control characters", "a\0b\u0007", ["a\0b\u0007"]],
    ["a replacement character that is really there", "a\uFFFD", ["a\uFFFD"]],
  ])("%s", async (_name, content, expected) => {
    const { text, bytes } = await readTextFile(file(content));
    expect(lines(text)).toEqual(expected);
    expect(bytes).toEqual(new TextEncoder().encode(content));
  });

  test("characters are code points: an emoji is one, a letter and its combining mark are two", async () => {
    const { vocabulary, starts } = await sequences(file("🐳🌊\ne\u0301\n👩‍🚀"));
    expect(vocabulary.tokens).toEqual([".", "e", "\u0301", "\u200D", "🌊", "🐳", "👩", "🚀"]);
    expect([...starts]).toEqual([0, 2, 4, 7]);
  });

  test("a line of 1 MB is one sequence of a million tokens", async () => {
    const made = await sequences(file("ab".repeat(500_000)));
    expect([...made.starts]).toEqual([0, 1_000_000]);
    const { x, y, count } = contexts(made, { blockSize: 3, first: null });
    expect(count).toBe(1_000_001);
    expect([...x.subarray(0, 9), ...x.subarray(-3)]).toEqual([0, 0, 0, 0, 0, 1, 0, 1, 2, 2, 1, 2]);
    expect([y[0], y[1], y.at(-1)]).toEqual([1, 2, 0]);
  });

  test("nine tenths of the limit work, and so does the limit", async () => {
    const line = "the whale 🐳 swims\n";
    const bytes = new TextEncoder().encode(line);
    for (const size of [Math.floor(0.9 * LIMIT), LIMIT]) {
      const count = Math.floor(size / bytes.length);
      const { text } = await readTextFile(file(line.repeat(count), "a".repeat(size - count * bytes.length)));
      expect(lines(text).length).toBeGreaterThanOrEqual(count);
    }
  });

  test.each([
    ["invalid UTF-8", file("emma\n", new Uint8Array([0xff])), "byte 6 (0xff) is not valid UTF-8: save it as UTF-8"],
    [
      "a character that is cut off",
      file("é", new Uint8Array([0xf0, 0x9f])),
      "byte 3 (0xf0) is not valid UTF-8: save it as UTF-8",
    ],
    ["UTF-16", file(new Uint8Array([0xff, 0xfe, 0x61, 0x00])), "this is a text in UTF-16: save it as UTF-8"],
    ["Latin-1", file("caf", new Uint8Array([0xe9])), "byte 4 (0xe9) is not valid UTF-8: save it as UTF-8"],
    ["nothing", file(""), "there are no words: expected at least one line that is not empty"],
    ["blanks only", file(" \r\n\t\n\u00A0"), "there are no words: expected at least one line that is not empty"],
    ["a byte order mark only", file("\uFEFF"), "there are no words: expected at least one line that is not empty"],
    [
      "one byte more than 8 MiB",
      file("a".repeat(LIMIT + 1)),
      "the text has 8,388,609 bytes, at most 8,388,608 (8 MiB) are allowed",
    ],
  ])("%s is told in one sentence", async (_name, content, sentence) => {
    await expect(readTextFile(content)).rejects.toThrow(sentence);
  });

  test("a file beyond the limit is not read", async () => {
    const read = () => Promise.reject(new Error("it was read"));
    await expect(readTextFile({ size: 2 ** 40, arrayBuffer: read })).rejects.toThrow(/^the text has 1,099,511,627,776/);
  });
});
