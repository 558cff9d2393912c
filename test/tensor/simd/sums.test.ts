import { fc } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import type { Tensor } from "../../../src/tensor/tensor.ts";
import { runs } from "../../runs.ts";
import { instances } from "./instances.ts";
import { laidAnyhow, lies, shapes } from "./laidAnyhow.ts";
import { expectSameBits } from "./sameBits.ts";

const EVEN = { offset: 3, even: true, order: 0, gaps: [], expanded: [] };

/** A tensor of the shape whose elements are one where `summed` says so. */
function standing(shape: readonly number[], summed: readonly boolean[], seed: number): Tensor {
  const kept = shape.map((size, axis) => (summed[axis] === true ? 1 : size));
  const { stride, ...tensor } = laidAnyhow(kept, EVEN, seed);
  return { ...tensor, shape, stride: stride.map((step, axis) => (summed[axis] === true ? 0 : step)) };
}

const summed = fc.array(fc.boolean(), { minLength: 4, maxLength: 4 });
const scales = fc.constantFrom(1, 1 / 3, 1e-40, -7);

describe.each(["fused", "exact"] as const)("sums of the %s module", (variant) => {
  const simd = instances[variant];

  it("have the plain kernel's bits, whichever dimensions they are over", () => {
    fc.assert(
      fc.property(shapes, lies, summed, scales, fc.nat(), fc.boolean(), (shape, lie, over, scale, seed, wild) => {
        const x = laidAnyhow(shape, lie, seed, "float32", wild);
        const factor = laidAnyhow(shape, EVEN, seed + 1, "float32", wild);
        const y = standing(shape, over, seed + 2);
        expectSameBits(simd, "accumulate", x, y);
        expectSameBits(simd, "addScaled", x, scale, y);
        expectSameBits(simd, "addProduct", x, factor, y, scale);
      }),
      { numRuns: runs(200, 50_000) },
    );
  });

  it("over rows are done by the module, for as many rows and columns as there may be", () => {
    const rows = fc.oneof(
      { weight: 6, arbitrary: fc.integer({ min: 1, max: 70 }) },
      { weight: 2, arbitrary: fc.integer({ min: 250, max: 600 }) },
      { weight: 1, arbitrary: fc.constant(4100) },
    );
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 75 }), fc.nat(), (rows, columns, seed) => {
        const x = laidAnyhow([rows, columns], EVEN, seed, "float32", false);
        const y = standing([rows, columns], [true, false], seed + 1);
        expect(expectSameBits(simd, "accumulate", x, y)).toBe(true);
        expect(expectSameBits(simd, "addProduct", x, x, y)).toBe(true);
        const turned = { ...x, shape: [columns, rows], stride: [1, columns] };
        expect(expectSameBits(simd, "accumulate", turned, standing([columns, rows], [false, true], seed + 2))).toBe(
          true,
        );
      }),
      { numRuns: runs(25, 3000) },
    );
  });

  it("over columns, and over all, are done by the module", () => {
    const columns = fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 4000, max: 20_000 }));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3 }), columns, fc.nat(), (rows, columns, seed) => {
        const x = laidAnyhow([rows, columns], EVEN, seed, "float32", false);
        expect(expectSameBits(simd, "accumulate", x, standing([rows, columns], [false, true], seed + 1))).toBe(true);
        expect(expectSameBits(simd, "accumulate", x, standing([rows, columns], [true, true], seed + 1))).toBe(true);
      }),
      { numRuns: runs(20, 3000) },
    );
  });
});
