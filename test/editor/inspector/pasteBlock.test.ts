import { expect, test } from "vitest";
import { gridLayout } from "../../../src/editor/pictures/gridLayout.ts";
import { isTable, pasteBlock } from "../../../src/editor/inspector/pasteBlock.ts";

const pasted = (text: string, shape: readonly number[], row = 0, column = 0, slice: readonly number[] = []) =>
  pasteBlock(text, { row, column }, gridLayout(shape), slice, "W[…]");

test("a table is written from a cell on, row by row", () => {
  expect(pasted("1,2\n-inf,nan", [3, 3], 1, 1).cells).toEqual([
    { index: [1, 1], value: 1 },
    { index: [1, 2], value: 2 },
    { index: [2, 1], value: -Infinity },
    { index: [2, 2], value: NaN },
  ]);
  expect(pasted("5\t6", [2, 2, 2], 1, 0, [1, 0, 0]).cells).toEqual([
    { index: [1, 1, 0], value: 5 },
    { index: [1, 1, 1], value: 6 },
  ]);
});

test("a row fills a vector, whose numbers stand below one another", () => {
  expect(pasted("1, 2, 3", [4], 1).cells.map(({ index }) => index)).toEqual([[1], [2], [3]]);
  expect(pasted("7", [], 0).cells).toEqual([{ index: [], value: 7 }]);
});

test("what did not fit, or was read otherwise, is said", () => {
  const { cells, says } = pasted("x;y;z\n1,5;2;3\n4;5;6", [2, 3], 1, 1);
  expect(cells).toEqual([
    { index: [1, 1], value: 1.5 },
    { index: [1, 2], value: 2 },
  ]);
  expect(says).toBe(
    "2 numbers written from W[…] on. The header (x, y, z) was left out. Commas were read as decimal points. " +
      "4 numbers did not fit: there are 1 row and 2 columns from there on.",
  );
  expect(() => pasted("1,two\n3,4", [2, 2])).toThrow('row 1, number 2: the name "two" is not known here');
});

test("one number is no table", () => {
  expect(["1.5", " -inf ", "nan", "1e-3\n"].map(isTable)).toEqual([false, false, false, false]);
  expect(["1,2", "1\t2", "1\n2", "1;2"].map(isTable)).toEqual([true, true, true, true]);
});
