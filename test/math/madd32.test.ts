import { fc } from "@fast-check/vitest";
import { expect, it } from "vitest";
import { madd32 } from "../../src/math/madd32.ts";
import { runs } from "../runs.ts";
import { halfWays, maddExact } from "./maddExact.ts";

const finite = fc.float({ noNaN: true, noDefaultInfinity: true });
const bits = fc.integer({ min: 0, max: 0xff_ff_ff_ff }).map((word) => {
  const [value] = new Float32Array(Uint32Array.of(word).buffer);
  return Number.isFinite(value) ? value! : 1;
});

it("is a · b + c rounded once", () => {
  const number = fc.oneof(finite, bits);
  fc.assert(
    fc.property(number, number, number, (a, b, c) => {
      expect(madd32(a, b, c)).toBe(maddExact(a, b, c));
    }),
    { numRuns: runs(2000, 1_000_000) },
  );
});

it("is so where a double lies half way between two float32", () => {
  let twice = 0;
  fc.assert(
    fc.property(halfWays, ({ a, b, c }) => {
      const right = maddExact(a, b, c);
      if (Math.fround(a * b + c) !== right) twice++;
      expect(madd32(a, b, c)).toBe(right);
    }),
    { numRuns: 2000 },
  );
  // Every second tie goes to the wrong side when it is rounded twice.
  expect(twice).toBeGreaterThan(500);
});

it.each([
  ["the issue of two roundings", (1 + 2 ** -23) * 2 ** -24, 1 - 2 ** -23, 1 + 2 ** -23, 1 + 2 ** -23],
  ["a true tie goes to the even one", 2 ** -24, 1, 1 + 2 ** -23, 1 + 2 ** -22],
  [
    "just below what rounds to infinity",
    (1 + 2 ** -23) * 2 ** 103,
    1 - 2 ** -23,
    (2 - 2 ** -23) * 2 ** 127,
    (2 - 2 ** -23) * 2 ** 127,
  ],
  ["what rounds to infinity", 2 ** 103, 1, (2 - 2 ** -23) * 2 ** 127, Infinity],
  ["just above half the smallest number", (1 + 2 ** -23) * 2 ** -75, (1 + 2 ** -23) * 2 ** -75, 0, 2 ** -149],
  ["half the smallest number", 2 ** -75, 2 ** -75, 0, 0],
  ["an infinite sum", Infinity, 2, 1, Infinity],
  ["no number", Infinity, 0, 1, NaN],
  ["a negative zero", -0, 1, -0, -0],
])("%s", (_, a, b, c, sum) => {
  expect(madd32(a, b, c)).toBe(sum);
  expect(madd32(-a, b, -c)).toBe(-sum);
});
