import { expect, test } from "vitest";
import {
  cellAt,
  ghostAxes,
  indexOfCell,
  shownIndices,
  withGaps,
} from "../../../../src/editor/inspector/why/ghostLayout.ts";

test("a few indices around the chosen one are drawn, with the first where it is what the others repeat", () => {
  expect(shownIndices(4, 6, 3, true)).toEqual([0, 1, 2, 3]);
  expect(shownIndices(32, 6, 0, false)).toEqual([0, 1, 2, 3, 4, 5]);
  expect(shownIndices(32, 6, 20, false)).toEqual([17, 18, 19, 20, 21, 22]);
  expect(shownIndices(32, 6, 31, true)).toEqual([0, 27, 28, 29, 30, 31]);
  expect(shownIndices(32, 6, 0, true)).toEqual([0, 1, 2, 3, 4, 5]);
});

test.each([false, true])("the chosen index is always among them (the first too: %s)", (pinned) => {
  for (let around = 0; around < 32; around++) {
    const shown = shownIndices(32, 6, around, pinned);
    expect(shown).toContain(around);
    expect(new Set(shown).size).toBe(6);
  }
});

test("what is left out shows", () => {
  expect(withGaps([0, 1, 2], 3)).toEqual([0, 1, 2]);
  expect(withGaps([0, 4, 5], 32)).toEqual([0, null, 4, 5, null]);
  expect(withGaps([30, 31], 32)).toEqual([null, 30, 31]);
});

test("a bias repeats in rows, a column in columns, one number and a leading dimension in places", () => {
  expect(ghostAxes({ result: [32, 100] }, { repeats: [0] })).toMatchObject({
    rowsRepeat: true,
    columnsRepeat: false,
    count: 32,
    called: "rows",
  });
  expect(ghostAxes({ result: [5, 4] }, { repeats: [1] })).toMatchObject({ count: 4, called: "columns" });
  expect(ghostAxes({ result: [5, 4] }, { repeats: [0, 1] })).toMatchObject({ count: 20, called: "places" });
  expect(ghostAxes({ result: [7, 5, 4] }, { repeats: [0] })).toMatchObject({
    rowsRepeat: false,
    columnsRepeat: false,
    count: 7,
    called: "places",
  });
  expect(ghostAxes({ result: [5] }, { repeats: [0] })).toMatchObject({ rowAxis: null, count: 5, called: "columns" });
});

test("the operand's cell at a place, and the first place where a cell stands", () => {
  const bias = { input: "b", called: "b", shape: [100], aligned: [null, 100], repeats: [0] };
  expect(cellAt(bias, [7, 3])).toEqual([3]);
  expect(indexOfCell(bias, [3])).toEqual([0, 3]);
  const column = { input: "b", called: "b", shape: [5, 1], aligned: [5, 1], repeats: [1] };
  expect(cellAt(column, [2, 4])).toEqual([2, 0]);
  expect(indexOfCell(column, [2, 0])).toEqual([2, 0]);
});
