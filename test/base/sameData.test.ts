import { fc, test } from "@fast-check/vitest";
import { expect } from "vitest";
import { sameData } from "../../src/base/sameData.ts";

test.prop([fc.jsonValue(), fc.jsonValue()])("says of two values what their texts say", (one, other) => {
  expect(sameData(one, structuredClone(one))).toBe(true);
  // JSON has one zero; the order of keys says nothing.
  const text = (value: unknown) => JSON.stringify(value, (_key, inner: unknown) => sorted(inner));
  if (text(one) !== text(other)) expect(sameData(one, other)).toBe(false);
});

test("tells an array from an object, a field that is missing from one that is undefined, and knows nan", () => {
  expect(sameData([], {})).toBe(false);
  expect(sameData({ a: undefined }, { b: undefined })).toBe(false);
  expect(sameData({ a: 1 }, { a: 1, b: undefined })).toBe(false);
  expect(sameData({ a: [Number.NaN] }, { a: [Number.NaN] })).toBe(true);
  expect(sameData(Float64Array.of(1, 2), Float64Array.of(1, 3))).toBe(false);
});

function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
