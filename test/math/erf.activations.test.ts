import { describe, expect, it } from "vitest";
import { erf } from "../../src/math/erf.ts";
import { pow } from "../../src/math/pow.ts";
import { kernels } from "../kernels.ts";
import { tensorOf, type Tensor } from "../../src/tensor/tensor.ts";
import { ulps } from "../tensor/close.ts";
import { floats, SPECIAL } from "./floats.ts";

const inputs = [...SPECIAL, ...floats(100)];

/** What a kernel makes of numbers of every exponent, in float32. */
function applied(kernel: (x: Tensor, y: Tensor) => void): (readonly [number, number])[] {
  const y = tensorOf("float32", [inputs.length]);
  kernel(tensorOf("float32", [inputs.length], inputs), y);
  return inputs.map((x, at) => [x, y.storage.data[at]!] as const);
}

/** Φ(x) in double, without the cancellation of 1 + erf(x / √2) for negative x: a continued fraction for the tail. */
function normalDistribution(x: number): number {
  if (x > -3) return 0.5 * (1 + erf(x * Math.SQRT1_2));
  let tail = 0;
  for (let k = 200; k >= 1; k--) tail = k / (-x + tail);
  return Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI) / (-x + tail);
}

describe("over every exponent of float32", () => {
  it("sigmoid is, as PyTorch's, at most 2 units in the last place off, and 0 where PyTorch's e^−x overflows", () => {
    for (const [x, found] of applied((x, y) => kernels.sigmoid(x, y))) {
      const truth = x < -88.72283905206835 ? 0 : Math.fround(1 / (1 + Math.exp(-x)));
      if (ulps(found, truth) > 2) expect.fail(`sigmoid(${x}) is ${found} instead of ${truth}`);
    }
  });

  it("erf is at most 1 unit in the last place off where its series is known, and odd", () => {
    for (const x of inputs) {
      const found = Math.fround(erf(x));
      if (Math.abs(x) < 1e-3) {
        const truth = Math.fround((2 / Math.sqrt(Math.PI)) * (x - x ** 3 / 3 + x ** 5 / 10));
        if (ulps(found, truth) > 1) expect.fail(`erf(${x}) is ${found} instead of ${truth}`);
      } else if (Math.abs(x) > 6) expect(found).toBe(Math.sign(x));
      expect(erf(-x)).toBe(-erf(x));
    }
  });

  it("gelu is at most 1 unit in the last place off from −4 on; below, also 4·10⁻¹⁶ · |x|, where PyTorch's has no digit left", () => {
    for (const [x, found] of applied((x, y) => kernels.gelu(x, y))) {
      if (Number.isNaN(x) || x === -Infinity) {
        expect(found).toBeNaN();
        continue;
      }
      const truth = x * normalDistribution(x);
      if (x < -4) {
        if (!(Math.abs(found - truth) <= 4e-16 * -x + 2 ** -23 * -truth))
          expect.fail(`gelu(${x}) is ${found} instead of ${truth}`);
      } else if (ulps(found, Math.fround(truth)) > 1) {
        expect.fail(`gelu(${x}) is ${found} instead of ${Math.fround(truth)}`);
      }
    }
  });

  it("pow is at most 1 unit in the last place off for every base with exponents of every size", () => {
    const exponents = [0.1, 0.5, 1 / 3, 1, 1.5, 2, 2.5, 3, 7, 10.25, 64, 100].flatMap((y) => [y, -y]).map(Math.fround);
    for (const x of floats(4)) {
      if (!(x > 0)) continue;
      for (const y of exponents) {
        const found = Math.fround(pow(x, y));
        const truth = Math.fround(x ** y);
        if (ulps(found, truth) > 1) expect.fail(`${x} ** ${y} is ${found} instead of ${truth}`);
      }
    }
  });
});
