import { fc } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { runs } from "../../runs.ts";
import { instances } from "./instances.ts";
import { contiguous, laidAnyhow } from "./laidAnyhow.ts";
import { expectSameBits } from "./sameBits.ts";

const momentum = fc.record({
  lr: fc.constantFrom(0.1, 1, 1e-3),
  momentum: fc.constantFrom(0, 0.9),
  dampening: fc.constantFrom(0, 0.3),
  nesterov: fc.boolean(),
  weightDecay: fc.constantFrom(0, 0.01),
  maximize: fc.boolean(),
});

const adam = fc.record({
  lr: fc.constantFrom(0.001, 0.1),
  step: fc.integer({ min: 1, max: 1000 }),
  beta1: fc.constantFrom(0.9, 0.5),
  beta2: fc.constantFrom(0.999, 0.9),
  eps: fc.constantFrom(1e-8, 1e-3),
  weightDecay: fc.constantFrom(0, 0.01),
  decoupled: fc.boolean(),
  maximize: fc.boolean(),
});

describe.each(["fused", "exact"] as const)("updates by the %s module", (variant) => {
  const simd = instances[variant];

  it("sgdMomentum has the plain kernel's bits", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        contiguous,
        momentum,
        fc.nat(),
        fc.boolean(),
        (size, lie, options, seed, wild) => {
          const [p, g, b] = [0, 1, 2].map((at) => laidAnyhow([size], lie, seed + at, "float32", wild));
          expect(expectSameBits(simd, "sgdMomentum", p!, g!, b!, options)).toBe(true);
          expect(expectSameBits(simd, "sgdMomentum", p!, g!, null, options)).toBe(true);
        },
      ),
      { numRuns: runs(150, 30_000) },
    );
  });

  it("adam has the plain kernel's bits", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        contiguous,
        adam,
        fc.nat(),
        fc.boolean(),
        (size, lie, options, seed, wild) => {
          const [p, g, m, v] = [0, 1, 2, 3].map((at) => laidAnyhow([size], lie, seed + at, "float32", wild));
          expect(expectSameBits(simd, "adam", p!, g!, m!, v!, options)).toBe(true);
        },
      ),
      { numRuns: runs(150, 30_000) },
    );
  });
});
