import { fc, test as property } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { decodeText } from "../../src/data/decodeText.ts";
import { lines } from "../../src/data/lines.ts";

describe("decodeText", () => {
  const bytes = (...values: number[]) => new Uint8Array(values);

  property.prop([fc.string({ unit: "binary", maxLength: 50 })])("reads what UTF-8 encoders write", (text) => {
    fc.pre(!text.startsWith("\uFEFF"));
    expect(decodeText(new TextEncoder().encode(text))).toBe(text.replaceAll("\r\n", "\n"));
  });

  property.prop([fc.uint8Array({ maxLength: 12 })], { numRuns: 2000 })(
    "takes and refuses what TextDecoder does",
    (raw) => {
      let expected: string | null = null;
      try {
        expected = new TextDecoder("utf-8", { fatal: true }).decode(raw);
      } catch {
        expect(() => decodeText(raw)).toThrow(/^byte \d+ \(0x[0-9a-f]{2}\) is not valid UTF-8$/);
      }
      if (expected !== null) expect(decodeText(raw)).toBe(expected.replaceAll("\r\n", "\n"));
    },
  );

  test("a byte order mark is left out, lines end in \\n", () => {
    expect(decodeText(bytes(0xef, 0xbb, 0xbf, 0x61, 0x0d, 0x0a, 0x62))).toBe("a\nb");
    expect(decodeText(bytes())).toBe("");
  });

  test.each([
    [bytes(0x61, 0xff), "byte 2 (0xff) is not valid UTF-8"],
    [bytes(0xc3), "byte 1 (0xc3) is not valid UTF-8"],
    [bytes(0xc0, 0x80), "byte 1 (0xc0) is not valid UTF-8"],
    [bytes(0x61, 0xe2, 0x82), "byte 2 (0xe2) is not valid UTF-8"],
    [bytes(0xed, 0xa0, 0x80), "byte 1 (0xed) is not valid UTF-8"],
    [bytes(0xf4, 0x90, 0x80, 0x80), "byte 1 (0xf4) is not valid UTF-8"],
    [new Uint8Array(8 * 2 ** 20 + 1), "the text has 8388609 bytes, at most 8388608 (8 MiB) are allowed"],
  ])("%#: %j", (raw, message) => {
    expect(() => decodeText(raw)).toThrow(message);
  });

  test("a long text crosses the pieces that it is built of", () => {
    const text = `${"a".repeat(8191)}😀${"é".repeat(20_000)}`;
    expect(decodeText(new TextEncoder().encode(text))).toBe(text);
  });
});

test("a line is a sequence, without the blanks around it; empty ones are dropped", () => {
  expect(lines("emma\n\n  olivia \r\n\tava\r\r \nx y")).toEqual(["emma", "olivia", "ava", "x y"]);
  expect(lines("")).toEqual([]);
});
