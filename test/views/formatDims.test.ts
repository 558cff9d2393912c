import { expect, test } from "vitest";
import { formatDimNames, formatDims, formatIndex } from "../../src/views/formatDims.ts";

test("a shape as on a wire", () => {
  expect(formatDims([32, 3, 2])).toBe("32×3×2");
  expect(formatDims([])).toBe("scalar");
});

test("dimensions by name where they have one", () => {
  expect(formatDimNames([32, 3, 2], ["N", "block_size", null])).toBe("N × block_size × 2");
});

test("an index as in code", () => {
  expect(formatIndex([3, 7])).toBe("[3, 7]");
});
