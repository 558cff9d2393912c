import { expect, test } from "vitest";
import { colourScale } from "../../../src/session/reports/colourScale.ts";

const scaleOf = (numbers: readonly number[]): number => {
  const largest = Math.max(0, ...numbers.filter(Number.isFinite).map(Math.abs));
  return colourScale(numbers.length, (at) => numbers[at]!, largest);
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
