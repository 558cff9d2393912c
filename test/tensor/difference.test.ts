import { describe, expect, test } from "vitest";
import { difference } from "../../src/tensor/difference.ts";
import { tensorOf } from "../../src/tensor/tensor.ts";
import { differenceInWords, differenceNumber, differingCell } from "../../src/views/formatDifference.ts";
import { LAYOUTS, laidOut } from "./layouts.ts";

const of = (a: number[], b: number[]) =>
  difference(tensorOf("float32", [a.length], a), tensorOf("float32", [b.length], b));

describe("the difference of two tensors, as a number and in words", () => {
  test.each([
    [[1, 2], [1, 2], "0", "= equal to the bit"],
    [[Infinity, 2], [Infinity, 2], "0", "= equal to the bit"],
    [[0, 2], [-0, 2], "0", "= equal but for the sign of a zero"],
    [[1, 3], [1, 3.0000002], "2.4e-7", "≈ equal but for rounding"],
    [[1, 3, 4], [1, 3.5, 2], "2.0", "≠ most at [2]"],
    [[1, Infinity], [1, 2], "inf", "≠ most at [1]"],
    [[1, NaN, 4], [1, NaN, 2], "nan", "≠ both nan at [1]"],
    [[1, NaN, NaN], [1, 2, 3], "nan", "≠ a is nan at [1] and 1 more"],
    [[1, 2], [NaN, 3], "nan", "≠ b is nan at [0]"],
    [[], [], "0", "= equal to the bit"],
  ])("%j and %j: %s, %s", (a, b, number, words) => {
    const found = of(a, b);
    expect(differenceNumber(found)).toBe(number);
    expect(differenceInWords(found)).toBe(words);
  });

  test("of single numbers names no place", () => {
    const found = difference(tensorOf("float32", [], [4.0595]), tensorOf("float32", [], [4.0595005]));
    expect(differenceInWords(found)).toBe("≈ equal but for rounding");
    expect(differingCell(found, ["a", "b"])).toBe("a 4.05950022, b 4.05950069");
    expect(differenceInWords(difference(tensorOf("float32", [], [1]), tensorOf("float32", [], [2])))).toBe(
      "≠ different",
    );
  });

  test("names the cell with both numbers, and none where nothing differs", () => {
    expect(differingCell(of([1, NaN], [1, -0]), ["da", "db"])).toBe("[1]: da nan, db -0");
    expect(differingCell(of([1], [1]), ["a", "b"])).toBeNull();
  });

  test("of two dtypes is of the numbers, not of the bits", () => {
    const found = difference(tensorOf("int32", [2], [1, 2]), tensorOf("float32", [2], [1, 2]));
    expect(found).toMatchObject({ max: 0, sameBits: false, at: null });
    expect(differenceInWords(found)).toBe("= equal");
  });
});

test.each(LAYOUTS.slice(0, 3))("of a %s tensor is found at its index", (layout) => {
  const values = Array.from({ length: 24 }, (_, at) => at);
  const a = laidOut(layout, "float32", [2, 3, 4], values);
  const b = tensorOf("float32", [2, 3, 4], values.with(17, 17.5));
  expect(difference(a, b)).toMatchObject({ max: 0.5, at: { index: [1, 1, 1], a: 17, b: 17.5 }, scale: 23 });
  expect(difference(a, a)).toMatchObject({ max: 0, sameBits: true });
});
