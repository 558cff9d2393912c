import * as fc from "fast-check";
import { expect, test } from "vitest";
import { colourScale } from "../../../src/session/reports/colourScale.ts";

const scaleOf = (numbers: readonly number[]): number => {
  const largest = Math.max(0, ...numbers.filter(Number.isFinite).map(Math.abs));
  return colourScale(numbers, largest);
};

test("a mask does not flatten what it leaves", () => {
  expect(scaleOf([0.5, -2, -1e9, 1.5, -1e9 + 3])).toBe(2);
  expect(scaleOf([0.5, -3.4028235e38, 40])).toBe(40);
  // However many are masked, it is the others that one looks at.
  expect(scaleOf([...new Array<number>(99).fill(-1e9), 0.25])).toBe(0.25);
});

test("numbers without a gap of three orders, or none beyond 10,000, are scaled to the largest", () => {
  expect(scaleOf([0.99, 1e-7, 1e-9])).toBe(0.99);
  expect(scaleOf([1, 30, 900, 27_000, 800_000])).toBe(800_000);
  expect(scaleOf([0, 0, -1e9])).toBe(1e9);
  expect(scaleOf([5000, 1])).toBe(5000);
  expect(scaleOf([Number.NaN, Infinity])).toBe(0);
  expect(scaleOf([])).toBe(0);
});

test("a few outliers, and their outliers in turn, do not flatten the others", () => {
  const others = Array.from({ length: 300 }, (_, i) => Math.sin(i));
  expect(scaleOf([...others, 400])).toBeLessThanOrEqual(1);
  expect(scaleOf([...others, 400, -19, Number.NaN, -Infinity])).toBeGreaterThan(0.99);
  expect(scaleOf([...others, 19])).toBe(19);
  expect(scaleOf([...others, 5000, 21, 1e9])).toBeLessThanOrEqual(1);
  // Zeros are no others: of a sparse gradient every number counts.
  expect(scaleOf([...new Array<number>(1000).fill(0), 0.001, 0.5, 0.3])).toBe(0.5);
  expect(scaleOf([...new Array<number>(48).fill(0.1), 40])).toBe(40);
});

test("the scale hides at most a fiftieth beside a mask, is a number's size, and the largest where none is an outlier", () => {
  const ordinary = fc.double({ min: -1, max: 1, noNaN: true });
  const wild = fc.oneof(fc.double({ min: -9000, max: 9000, noNaN: true }), fc.constantFrom(Number.NaN, Infinity, 0));
  fc.assert(
    fc.property(
      fc.array(ordinary, { minLength: 1, maxLength: 400 }),
      fc.array(wild, { maxLength: 12 }),
      (many, few) => {
        const numbers = [...many, ...few];
        const sizes = numbers
          .filter((x) => Number.isFinite(x) && x !== 0)
          .map(Math.abs)
          .toSorted((a, b) => a - b);
        const scale = scaleOf(numbers);
        if (sizes.length === 0) {
          expect(scale).toBe(0);
          return;
        }
        expect(sizes).toContain(scale);
        expect(sizes.filter((size) => size > scale).length).toBeLessThanOrEqual(sizes.length / 50);
        const percentile = sizes[Math.ceil(sizes.length * 0.98) - 1]!;
        expect(scale < sizes.at(-1)!).toBe(percentile < sizes.at(-1)! / 20);
      },
    ),
  );
});
