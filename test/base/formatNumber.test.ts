import { expect, test } from "vitest";
import { formatBriefly, formatCount, formatNumber, formatScalar } from "../../src/base/formatNumber.ts";

test.each([
  [0.96686, "0.9669"],
  [-3.2227, "-3.2227"],
  [0, "0.0000"],
  [-0.03125, "-0.0312"],
  [17.76971435546875, "17.7697"],
  [1e-5, "1.0000e-05"],
  [-2.5e-12, "-2.5000e-12"],
  [123456789, "1.2346e+08"],
  [99999999, "99999999.0000"],
  [Number.NaN, "nan"],
  [Infinity, "inf"],
  [-Infinity, "-inf"],
])("float %d prints as %s", (value, text) => {
  expect(formatNumber(value)).toBe(text);
});

test("integers and truth values print as they are", () => {
  expect(formatNumber(5, "int32")).toBe("5");
  expect(formatNumber(1, "bool")).toBe("True");
  expect(formatNumber(0, "bool")).toBe("False");
});

test("a brief number has two significant digits", () => {
  expect([0.1149, 17.4, 3.21e-5, 0, 123456, Number.NaN].map(formatBriefly)).toEqual([
    "0.11",
    "17",
    "3.2e-5",
    "0",
    "1.2e5",
    "nan",
  ]);
});

test("a count is marked at its thousands", () => {
  expect(formatCount(32033)).toBe("32,033");
});

test.each([
  [20, "20."],
  [-3, "-3."],
  [1.5, "1.5000"],
  [1e9, "1.0000e+09"],
  [Number.NaN, "nan"],
])("a scalar %d prints as PyTorch prints one: %s", (value, text) => {
  expect(formatScalar(value)).toBe(text);
});

test("a scalar that is no float has no point", () => {
  expect(formatScalar(20, "int32")).toBe("20");
});
