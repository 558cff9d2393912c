import { fc, test as property } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { decodeUtf8 } from "../../src/base/decodeUtf8.ts";

describe("decodeUtf8", () => {
  const bytes = (...values: number[]) => new Uint8Array(values);

  property.prop([fc.string({ unit: "binary", maxLength: 50 })])("reads what UTF-8 encoders write", (text) => {
    fc.pre(!text.startsWith("\uFEFF"));
    expect(decodeUtf8(new TextEncoder().encode(text))).toBe(text);
  });

  property.prop([fc.uint8Array({ maxLength: 12 })], { numRuns: 2000 })(
    "takes and refuses what TextDecoder does",
    (raw) => {
      let expected: string | null = null;
      try {
        expected = new TextDecoder("utf-8", { fatal: true }).decode(raw);
      } catch {
        expect(() => decodeUtf8(raw)).toThrow(/^byte \d+ \(0x[0-9a-f]{2}\) is not valid UTF-8$/);
      }
      if (expected !== null) expect(decodeUtf8(raw)).toBe(expected);
    },
  );

  test("a byte order mark is left out", () => {
    expect(decodeUtf8(bytes(0xef, 0xbb, 0xbf, 0x61, 0x0d, 0x0a, 0x62))).toBe("a\r\nb");
    expect(decodeUtf8(bytes())).toBe("");
  });

  test.each([
    [bytes(0x61, 0xff), "byte 2 (0xff) is not valid UTF-8"],
    [bytes(0xc3), "byte 1 (0xc3) is not valid UTF-8"],
    [bytes(0xc0, 0x80), "byte 1 (0xc0) is not valid UTF-8"],
    [bytes(0x61, 0xe2, 0x82), "byte 2 (0xe2) is not valid UTF-8"],
    [bytes(0xed, 0xa0, 0x80), "byte 1 (0xed) is not valid UTF-8"],
    [bytes(0xf4, 0x90, 0x80, 0x80), "byte 1 (0xf4) is not valid UTF-8"],
  ])("%#: %j", (raw, message) => {
    expect(() => decodeUtf8(raw)).toThrow(message);
  });

  test("a long text crosses the pieces that it is built of", () => {
    const text = `${"a".repeat(8191)}😀${"é".repeat(20_000)}`;
    expect(decodeUtf8(new TextEncoder().encode(text))).toBe(text);
  });
});
