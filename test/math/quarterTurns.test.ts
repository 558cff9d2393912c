import { describe, expect, it } from "vitest";
import { functions } from "../../src/expression/functions.ts";
import { formulaArithmetic } from "../../src/ops/formulaArithmetic.ts";
import { fixture } from "../fixtures/fixture.ts";
import { ulps } from "../tensor/close.ts";

type Recorded = Readonly<Record<"x" | "sin" | "cos" | "tan", readonly number[]>>;
const { float32, float64 } = fixture("sines.json") as { readonly float32: Recorded; readonly float64: Recorded };

describe.each(["sin", "cos", "tan"] as const)("%s of large numbers, up to the largest, is PyTorch's", (name) => {
  it("in float64, within a relative 10⁻¹⁴", () => {
    for (const [at, x] of float64.x.entries()) {
      const found = functions[name]!.apply(x);
      const expected = float64[name][at]!;
      if (!(Math.abs(found / expected - 1) < 1e-14)) expect.fail(`${name}(${x}) is ${found} instead of ${expected}`);
    }
  });

  it("in float32, within a unit in the last place", () => {
    const { functions: single, round } = formulaArithmetic("float32");
    for (const [at, x] of float32.x.entries()) {
      const found = round(single[name]!(x));
      if (ulps(found, float32[name][at]!) > 1)
        expect.fail(`${name}(${x}) is ${found} instead of ${float32[name][at]!}`);
    }
  });
});

it("sin(1e30) is −0.7912, and no number has turns but the finite", () => {
  expect(Math.fround(functions["sin"]!.apply(Math.fround(1e30)))).toBeCloseTo(-0.79116344, 7);
  for (const x of [Infinity, -Infinity, NaN]) expect(functions["sin"]!.apply(x)).toBeNaN();
});
