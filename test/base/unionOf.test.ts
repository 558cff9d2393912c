import { expect, test } from "vitest";
import { unionOf } from "../../src/base/unionOf.ts";

test("a union of sets has all of them, and is the one that has all already", () => {
  const [few, all, other] = [new Set([1]), new Set([2, 1]), new Set([3])];
  expect(unionOf([few, all])).toBe(all);
  expect(unionOf([all, all])).toBe(all);
  expect(unionOf([few])).toBe(few);
  expect([...unionOf([few, other])]).toEqual([1, 3]);
  expect(unionOf([]).size).toBe(0);
  expect([all.size, few.size]).toEqual([2, 1]);
});
