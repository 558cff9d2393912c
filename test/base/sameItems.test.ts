import { expect, it } from "vitest";
import { sameItems } from "../../src/base/sameItems.ts";

it("is true of the same items in the same order alone", () => {
  const item = {};
  expect(sameItems([], [])).toBe(true);
  expect(sameItems([1, item], [1, item])).toBe(true);
  expect(sameItems([1, item], [item, 1])).toBe(false);
  expect(sameItems([1], [1, 2])).toBe(false);
  expect(sameItems([{}], [{}])).toBe(false);
});
