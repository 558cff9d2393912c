import { describe, expect, it } from "vitest";
import { pow, pow64, powOfIntegers } from "../../src/math/pow.ts";
import { ulps } from "../tensor/close.ts";

describe("pow", () => {
  it("is at most 1 unit in the last place off in float32", () => {
    for (let x = 1e-37; x < 1e37; x *= 3.7) {
      for (let y = -40.25; y < 70; y += 0.375) {
        const [base, exponent] = [Math.fround(x), Math.fround(y)];
        const found = Math.fround(pow(base, exponent));
        const truth = Math.fround(base ** exponent);
        if (ulps(found, truth) > 1) expect.fail(`${base} ** ${exponent} is ${found} instead of ${truth}`);
      }
    }
  });

  it("is exact for whole exponents of small numbers, of either sign", () => {
    for (let x = -12; x <= 12; x++) for (let y = 0; y <= 13; y++) expect(pow(x, y)).toBe(x ** y);
    expect([pow(-2, -3), pow(-2, 65), pow(-2, 0.5)]).toEqual([-0.125, -(2 ** 65), NaN]);
  });

  it("has C's values where numbers end, in both precisions", () => {
    for (const power of [pow, pow64]) {
      expect([power(1, NaN), power(NaN, 0), power(-1, Infinity), power(-1, -Infinity)]).toEqual([1, 1, 1, 1]);
      expect([power(-0, -3), power(-0, 3), power(-0, 2), power(-Infinity, 3)]).toEqual([-Infinity, -0, 0, -Infinity]);
      expect([power(2, -Infinity), power(0.5, -Infinity), power(-Infinity, 0.5)]).toEqual([0, Infinity, Infinity]);
    }
  });

  it("wraps whole numbers, whose negative powers are 0 but for 1 and -1", () => {
    expect([powOfIntegers(3, 4), powOfIntegers(3, 21), powOfIntegers(2, 32)]).toEqual([81, 1870418611, 0]);
    expect([powOfIntegers(2, -1), powOfIntegers(1, -3), powOfIntegers(-1, -3), powOfIntegers(-1, -2)]).toEqual([
      0, 1, -1, 1,
    ]);
  });
});
