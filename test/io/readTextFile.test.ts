import { describe, expect, test } from "vitest";
import { readTextFile } from "../../src/io/readTextFile.ts";

const file = (...parts: readonly (string | Uint8Array<ArrayBuffer>)[]) => new Blob([...parts]);

describe("a text of the reader's own", () => {
  test.each([
    ["lines", "emma\nava\n", "emma\nava\n"],
    ["a byte order mark", "\uFEFFemma", "emma"],
    ["CRLF, and CR alone", "emma\r\nava\rmia\r\n", "emma\nava\nmia\n"],
    ["empty lines", "\n\nemma\n\n", "\n\nemma\n\n"],
    ["emoji", "🐳 🌊\n", "🐳 🌊\n"],
    ["one line of 64 KiB", "a".repeat(65_536), "a".repeat(65_536)],
  ])("%s", async (_name, content, expected) => {
    expect(await readTextFile(file(content))).toBe(expected);
  });

  test.each([
    ["invalid UTF-8", file("emma\n", new Uint8Array([0xff])), "byte 6 (0xff) is not valid UTF-8"],
    ["a character that is cut off", file("é", new Uint8Array([0xf0, 0x9f])), "byte 3 (0xf0) is not valid UTF-8"],
    ["nothing", file(""), "there are no words: expected at least one line that is not empty"],
    ["blanks only", file(" \r\n\t\n"), "there are no words: expected at least one line that is not empty"],
    [
      "a line of 1 MB",
      file("a".repeat(1_000_000)),
      "the text has 1000000 bytes, at most 65536 (64 KiB) fit in a graph",
    ],
  ])("%s is told in one sentence", async (_name, content, sentence) => {
    await expect(readTextFile(content)).rejects.toThrow(sentence);
  });
});
