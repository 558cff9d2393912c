import { describe, expect, it } from "vitest";
import { erf } from "../../src/math/erf.ts";
import { ulps } from "../tensor/close.ts";

/** The definition: 2 / √π e^(−x²) Σ 2ⁿ x^(2n+1) / (2n + 1)!!, all of whose terms have the same sign. */
function series(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; n < 400; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

describe("erf", () => {
  it("is within 10⁻¹⁴ of the truth, and at most 1 unit in the last place off in float32", () => {
    for (let x = -6; x <= 6; x += 0.00037) {
      const truth = series(x);
      expect(Math.abs(erf(x) - truth)).toBeLessThanOrEqual(1e-14 * Math.abs(truth));
      if (ulps(Math.fround(erf(x)), Math.fround(truth)) > 1) expect.fail(`erf(${x}) is ${erf(x)}`);
    }
    for (let x = 1e-40; x < 0.1; x *= 1.37) expect(Math.abs(erf(x) / series(x) - 1)).toBeLessThan(1e-14);
  });

  it("has the values of C's", () => {
    expect(erf(0.5)).toBeCloseTo(0.5204998778130465, 15);
    expect(erf(1)).toBeCloseTo(0.8427007929497149, 15);
    expect(erf(-2)).toBeCloseTo(-0.9953222650189527, 15);
    expect(erf(3)).toBeCloseTo(0.9999779095030014, 15);
  });

  it("is odd to the bit, 1 at the end, and nan for nan", () => {
    expect([erf(-0), erf(0), erf(7), erf(-Infinity), erf(NaN)]).toEqual([-0, 0, 1, -1, NaN]);
    for (let x = 0; x < 6.5; x += 0.0113) expect(erf(-x)).toBe(-erf(x));
  });
});
