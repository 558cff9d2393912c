import { fc } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { runs } from "../../runs.ts";
import { instances } from "./instances.ts";
import { contiguous, laidAnyhow, lies, shapes, written } from "./laidAnyhow.ts";
import { expectSameBits } from "./sameBits.ts";

const FUNCTIONS = ["tanh"] as const;

describe.each(["fused", "exact"] as const)("functions of the %s module", (variant) => {
  const simd = instances[variant];

  it.each(FUNCTIONS)("%s has the plain kernel's bits, however its operands lie", (name) => {
    fc.assert(
      fc.property(shapes, lies, written, fc.nat(), (shape, from, to, seed) => {
        expectSameBits(simd, name, laidAnyhow(shape, from, seed), laidAnyhow(shape, to, seed + 1));
      }),
      { numRuns: runs(300, 30_000) },
    );
  });

  it.each(FUNCTIONS)("%s is done by the module where its operands are contiguous", (name) => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 70 }), contiguous, contiguous, fc.nat(), (size, from, to, seed) => {
        expect(expectSameBits(simd, name, laidAnyhow([size], from, seed), laidAnyhow([size], to, seed + 1))).toBe(true);
      }),
      { numRuns: runs(100, 10_000) },
    );
  });
});
