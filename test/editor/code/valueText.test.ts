import { expect, test } from "vitest";
import type { RowValue } from "../../../src/editor/code/rowValues.ts";
import { fittedValue, rowText, valueText } from "../../../src/editor/code/valueText.ts";

test("a tensor is its shape as Python writes it, and its first numbers", () => {
  expect(valueText({ dtype: "float32", shape: [2, 3], count: 6, numbers: [0.5, -12.25, 1e-7] })).toBe(
    "(2, 3) [0.50, -12, 1.0e-7, …]",
  );
  expect(valueText({ dtype: "int32", shape: [2], count: 2, numbers: [5, -13] })).toBe("(2,) [5, -13]");
  expect(valueText({ dtype: "bool", shape: [1, 1], count: 1, numbers: [1] })).toBe("(1, 1) [True]");
  expect(valueText({ dtype: "float32", shape: [], count: 1, numbers: [Number.NaN] })).toBe("() nan");
  expect(valueText({ dtype: "float32", shape: [0, 4], count: 0, numbers: [] })).toBe("(0, 4) []");
  expect(valueText({ dtype: "float32", shape: [3], count: 3, numbers: [Infinity, -Infinity, 0] })).toBe(
    "(3,) [inf, -inf, 0]",
  );
});

test("a row shows as many numbers as it has room for, at the line's end or else below it", () => {
  const row: readonly RowValue[] = [
    { side: "value", first: { dtype: "float32", shape: [32, 100], count: 3200, numbers: [0.351, -1.7, 0] } },
    { side: "grad", first: { dtype: "float32", shape: [32, 100], count: 3200, numbers: [0.001, 0, 0] } },
  ];
  const [three, two, one] = [
    "(32, 100) [0.35, -1.7, 0, …]   grad [0.0010, 0, 0, …]",
    "(32, 100) [0.35, -1.7, …]   grad [0.0010, 0, …]",
    "(32, 100) [0.35, …]   grad [0.0010, …]",
  ];
  expect([3, 2, 1].map((most) => rowText(row, most))).toEqual([three, two, one]);
  expect(fittedValue(row, three.length, 80)).toEqual({ text: three, full: three, isBelow: false });
  expect(fittedValue(row, three.length - 1, 80)).toEqual({ text: two, full: three, isBelow: false });
  expect(fittedValue(row, one.length, 80)).toEqual({ text: one, full: three, isBelow: false });
  expect(fittedValue(row, one.length - 1, 80)).toEqual({ text: three, full: three, isBelow: true });
  expect(fittedValue(row, -40, two.length)).toEqual({ text: two, full: three, isBelow: true });
  expect(fittedValue(row, -40, 3)).toEqual({ text: one, full: three, isBelow: true });
});
