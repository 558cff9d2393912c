import { expect, test } from "vitest";
import { valueText } from "../../../src/editor/code/valueText.ts";

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
