import { expect, test } from "vitest";
import { arithmeticText } from "../../../src/editor/app/arithmeticText.ts";

test("says which kernels compute, with a rate where there is one, and what plain ones wait for", () => {
  expect(arithmeticText({ name: "simd", variant: "fused", gigaflops: 21.34, size: 96 })).toBe(
    "SIMD kernels (fused), 21 GFLOP/s in a product of 96 × 96 matrices.",
  );
  expect(arithmeticText({ name: "plain", gigaflops: 1.26, size: 96 })).toBe(
    "plain kernels, 1.3 GFLOP/s in a product of 96 × 96 matrices; " +
      "the first training loads faster ones, where this browser runs them.",
  );
  expect(arithmeticText({ name: "simd", variant: "exact", gigaflops: null, size: 96 })).toBe("SIMD kernels (exact).");
});
