import { describe, expect, it } from "vitest";
import { roundsOnce } from "../../../src/tensor/simd/roundsOnce.ts";
import type { Simd, SimdFunction } from "../../../src/tensor/simd/simd.ts";
import { instances } from "./instances.ts";

/** A module whose multiply-add is another function. */
const withMadd = (madd: SimdFunction): Simd => ({ ...instances.fused, exported: () => madd });

describe("roundsOnce", () => {
  it.each(["fused", "exact"] as const)("accepts the %s module", (variant) => {
    expect(roundsOnce(instances[variant])).toBe(true);
  });

  it.each<[string, SimdFunction]>([
    ["a product that is rounded first", (a = 0, b = 0, c = 0) => Math.fround(Math.fround(a * b) + c)],
    ["a sum that is rounded to a double first", (a = 0, b = 0, c = 0) => Math.fround(a * b + c)],
    [
      "subnormal numbers that count as 0",
      (a = 0, b = 0, c = 0) => {
        const sum = instances.fused.exported("maddOf")(a, b, c);
        return Math.abs(sum) < 2 ** -126 ? 0 : sum;
      },
    ],
  ])("refuses %s", (_, madd) => {
    expect(roundsOnce(withMadd(madd))).toBe(false);
  });
});
