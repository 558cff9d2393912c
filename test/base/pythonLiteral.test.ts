import { string } from "fast-check";
import { describe, expect, it } from "vitest";
import { test } from "@fast-check/vitest";
import { pythonFloat, pythonNumber, pythonString, pythonTuple } from "../../src/base/pythonLiteral.ts";

describe("a text as a literal of Python", () => {
  it.each([
    ["names", '"names"'],
    ['say "hi"', '"say \\"hi\\""'],
    ["a\\n", '"a\\\\n"'],
    ["one\r\ntwo\rthree\t", '"one\\r\\ntwo\\rthree\\t"'],
    ["été", '"\\xe9t\\xe9"'],
    ["\u202Eabc\u2028", '"\\u202eabc\\u2028"'],
    ["\u{1F600}", '"\\U0001f600"'],
    ["\uD800", '"\\ud800"'],
    ["", '""'],
  ])("%j", (text, literal) => expect(pythonString(text)).toBe(literal));

  test.prop([string({ unit: "binary" })])("is ASCII on one line, ends where it ends, and means the text", (text) => {
    const literal = pythonString(text);
    expect(literal).toMatch(/^"(?:[ !#-[\]-~]|\\[\\"nrt]|\\x[0-9a-f]{2}|\\u[0-9a-f]{4}|\\U[0-9a-f]{8})*"$/);
    // JSON has all of these escapes but two, which it writes otherwise.
    const json = literal
      .replaceAll(/\\(\\|x|U)([0-9a-f]*)/g, (whole, kind: string, digits: string) => {
        if (kind === "\\") return whole;
        const size = kind === "x" ? 2 : 8;
        const sign = String.fromCodePoint(Number.parseInt(digits.slice(0, size), 16));
        return `${JSON.stringify(sign).slice(1, -1)}${digits.slice(size)}`;
      })
      .replaceAll("\u007F", "\\u007f");
    expect(JSON.parse(json)).toBe(text);
  });
});

it.each([
  [3, "3", "3.0"],
  [-0.5, "-0.5", "-0.5"],
  [1e-7, "1e-7", "1e-7"],
  [1e21, "1e+21", "1e+21"],
  [-0, "-0.0", "-0.0"],
  [Number.NaN, 'float("nan")', 'float("nan")'],
  [-Infinity, 'float("-inf")', 'float("-inf")'],
])("%d is a number, and a float, of Python", (value, number, float) => {
  expect(pythonNumber(value)).toBe(number);
  expect(pythonFloat(value)).toBe(float);
});

it("a tuple of one has its comma", () => {
  expect([[], ["n"], ["2", "n"]].map(pythonTuple)).toEqual(["()", "(n,)", "(2, n)"]);
});
