import { fc } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { CROSS_ENTROPY_DEFAULTS, type CrossEntropyOptions } from "../../../src/tensor/kernels/crossEntropyOptions.ts";
import { preparations } from "../../../src/tensor/simd/preparations.ts";
import { tensorOf, type Tensor } from "../../../src/tensor/tensor.ts";
import { runs } from "../../runs.ts";
import { inMemory } from "./inMemory.ts";
import { instances } from "./instances.ts";
import { laidAnyhow } from "./laidAnyhow.ts";
import { expectSameBits } from "./sameBits.ts";

const EVEN = { offset: 1, even: true, order: 0, gaps: [], expanded: [] };

const options: fc.Arbitrary<CrossEntropyOptions> = fc.record({
  reduction: fc.constantFrom("mean", "sum", "none"),
  ignoreIndex: fc.constantFrom(-100, 0),
  labelSmoothing: fc.constantFrom(0, 0.1),
});

const sizes = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 100, max: 500 }));

describe.each(["fused", "exact"] as const)("cross entropy of the %s module", (variant) => {
  const simd = instances[variant];

  it("has the plain kernel's bits, and is done by the module", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 35 }),
        sizes,
        options,
        fc.nat(),
        fc.boolean(),
        (rows, classes, options, seed, wild) => {
          const shape = [rows, classes];
          const targets = Array.from({ length: rows }, (_, row) => (row * 7 + seed) % classes);
          const target = tensorOf("int32", [rows], targets);
          const loss = laidAnyhow(options.reduction === "none" ? [rows] : [], EVEN, seed + 1);
          const logits = laidAnyhow(shape, EVEN, seed, "float32", wild);
          const probabilities = laidAnyhow(shape, EVEN, seed + 2, "float32", wild);
          const gradient = laidAnyhow(shape, EVEN, seed + 3, "float32", wild);
          expect(expectSameBits(simd, "crossEntropy", logits, target, loss, probabilities, options)).toBe(true);
          expect(expectSameBits(simd, "crossEntropyBackward", probabilities, target, loss, gradient, options)).toBe(
            true,
          );
        },
      ),
      { numRuns: runs(200, 30_000) },
    );
  });

  // What is far in one place of sixteen takes them all out of the loop of those whose exponentials are near 1 or below.
  it.each([2.3, 2.5, 60, 88.5, 89, -85.9, -86.2, -86.7, -87.5, -90, -103.9, -105, NaN, Infinity, -Infinity])(
    "of logits %f apart from the others, in any place, has the plain kernel's bits",
    (far) => {
      for (let place = 0; place < 32; place++) {
        const classes = 33 + (place % 16);
        const all = Array.from({ length: 3 * classes }, (_, at) => -2 - (at % 7) / 3);
        all[classes + place] = far;
        const own = (): Tensor => tensorOf("float32", [3, classes], all);
        const target = tensorOf("int32", [3], [0, (place + 1) % classes, classes - 1]);
        const [loss, dloss] = [tensorOf("float32", []), tensorOf("float32", [], [0.7])];
        const [to, gradient] = [1, 2].map((seed) => laidAnyhow([3, classes], EVEN, seed)) as [Tensor, Tensor];
        expect(expectSameBits(simd, "crossEntropy", own(), target, loss, to)).toBe(true);
        expect(expectSameBits(simd, "crossEntropyBackward", own(), target, dloss, gradient)).toBe(true);
      }
    },
  );

  it.each(["mean", "none"] as const)("refuses a target that is no class, of losses by %s", (reduction) => {
    const options = { ...CROSS_ENTROPY_DEFAULTS, reduction };
    const target = tensorOf("int32", [2], [1, 3]);
    const own = [laidAnyhow([2, 3], EVEN, 1), target, laidAnyhow([2], EVEN, 2), laidAnyhow([2, 3], EVEN, 3)];
    const [probabilities, targets, loss, gradient] = inMemory(simd.memory, own);
    const run = preparations.crossEntropyBackward!(simd, probabilities!, targets!, loss!, gradient!, options);
    expect(run).toThrow("Target 3 is out of bounds.");
    const forward = preparations.crossEntropy!(simd, gradient!, targets!, loss!, probabilities!, options);
    expect(forward).toThrow("Target 3 is out of bounds.");
  });

  it("of one row has the plain kernel's bits", () => {
    fc.assert(
      fc.property(sizes, fc.nat(), (classes, seed) => {
        const [logits, probabilities] = [laidAnyhow([classes], EVEN, seed), laidAnyhow([classes], EVEN, seed + 1)];
        const target = tensorOf("int32", [], [seed % classes]);
        expect(expectSameBits(simd, "crossEntropy", logits, target, laidAnyhow([], EVEN, seed), probabilities)).toBe(
          true,
        );
      }),
      { numRuns: runs(50, 3000) },
    );
  });
});
