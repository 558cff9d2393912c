import { fc, test as property } from "@fast-check/vitest";
import { expect, test } from "vitest";
import { largestChange } from "../../../src/editor/inspector/largestChange.ts";

const region = (data: readonly number[], shape: readonly number[]) => ({ data: Float64Array.from(data), shape });

test("the largest change and its index, the first of several", () => {
  const before = region([0, 1, 2, 3, 4, 5], [2, 3]);
  expect(largestChange(region([0, 1, 2, 3, 4, 5], [2, 3]), before)).toBeNull();
  expect(largestChange(region([0, 1.5, 2, 3, 2, 7], [2, 3]), before)).toEqual({
    size: 2,
    index: [1, 1],
    printMode: "fixed",
  });
});

test("a number that became nan, or infinite, has changed most; one that stayed so has not", () => {
  const before = region([Number.NaN, Infinity, 1, 2], [4]);
  expect(largestChange(before, before)).toBeNull();
  expect(largestChange(region([Number.NaN, Infinity, 9, Number.NaN], [4]), before)).toEqual({
    size: Number.NaN,
    index: [3],
    printMode: "int",
  });
  expect(largestChange(region([Number.NaN, Infinity, Infinity, 2], [4]), before)).toEqual({
    size: Infinity,
    index: [2],
    printMode: "int",
  });
});

property.prop([fc.array(fc.tuple(fc.integer(), fc.integer()), { minLength: 1 })])(
  "is no smaller than any other change",
  (pairs) => {
    const [now, before] = [0, 1].map((side) =>
      region(
        pairs.map((pair) => pair[side]!),
        [pairs.length],
      ),
    );
    const most = Math.max(...pairs.map(([a, b]) => Math.abs(a - b)));
    expect(largestChange(now!, before!)?.size ?? 0).toBe(most);
  },
);
