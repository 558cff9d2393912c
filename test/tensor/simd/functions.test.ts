import { fc } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { runs } from "../../runs.ts";
import { instances } from "./instances.ts";
import { contiguous, laidAnyhow, lies, shapes, written } from "./laidAnyhow.ts";
import { expectSameBits } from "./sameBits.ts";

const FUNCTIONS = ["tanh", "exp", "log", "sqrt", "neg", "abs", "relu", "sigmoid", "gelu", "geluTanh"] as const;
const INVERSES = ["inverseSqrt", "inverseDeviation"] as const;
const DERIVATIVES = [
  "tanhBackward",
  "expBackward",
  "logBackward",
  "sqrtBackward",
  "absBackward",
  "reluBackward",
  "sigmoidBackward",
  "geluBackward",
  "geluTanhBackward",
] as const;

describe.each(["fused", "exact"] as const)("functions of the %s module", (variant) => {
  const simd = instances[variant];

  it.each(FUNCTIONS)("%s has the plain kernel's bits, however its operands lie", (name) => {
    fc.assert(
      fc.property(shapes, lies, written, fc.nat(), (shape, from, to, seed) => {
        expectSameBits(simd, name, laidAnyhow(shape, from, seed), laidAnyhow(shape, to, seed + 1));
      }),
      { numRuns: runs(100, 30_000) },
    );
  });

  it.each(FUNCTIONS)("%s is done by the module where what it writes is contiguous", (name) => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 70 }), lies, contiguous, fc.nat(), (size, from, to, seed) => {
        expect(expectSameBits(simd, name, laidAnyhow([size], from, seed), laidAnyhow([size], to, seed + 1))).toBe(true);
      }),
      { numRuns: runs(50, 10_000) },
    );
  });

  it.each(INVERSES)("%s has the plain kernel's bits", (name) => {
    const eps = fc.constantFrom(0, 1e-5, 1e-12, 0.5);
    fc.assert(
      fc.property(shapes, lies, contiguous, eps, fc.nat(), (shape, from, to, eps, seed) => {
        expectSameBits(simd, name, laidAnyhow(shape, from, seed), eps, laidAnyhow(shape, to, seed + 1));
      }),
      { numRuns: runs(100, 30_000) },
    );
  });

  it.each(DERIVATIVES)("%s has the plain kernel's bits, however its operands lie", (name) => {
    fc.assert(
      fc.property(shapes, lies, lies, written, fc.nat(), (shape, value, gradient, to, seed) => {
        const operands = [value, gradient, to].map((lie, at) => laidAnyhow(shape, lie, seed + at));
        expectSameBits(simd, name, operands[0]!, operands[1]!, operands[2]!);
      }),
      { numRuns: runs(100, 30_000) },
    );
  });
});
