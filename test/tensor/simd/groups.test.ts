import { fc } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { runs } from "../../runs.ts";
import { instances } from "./instances.ts";
import { contiguous, laidAnyhow, lies, shapes, type Lie } from "./laidAnyhow.ts";
import { expectSameBits } from "./sameBits.ts";

const EVEN: Lie = { offset: 2, even: true, order: 0, gaps: [], expanded: [] };
const over = fc.array(fc.boolean(), { minLength: 4, maxLength: 4 });

/** The dimensions to sum over, and the shape that is left. */
function reduced(shape: readonly number[], over: readonly boolean[]): [dims: number[], left: number[]] {
  return [[...shape.keys()].filter((axis) => over[axis]), shape.filter((_, axis) => over[axis] !== true)];
}

describe.each(["fused", "exact"] as const)("groups of the %s module", (variant) => {
  const simd = instances[variant];

  it("sum and variance have the plain kernel's bits, over any dimensions", () => {
    fc.assert(
      fc.property(shapes, lies, over, fc.nat(), fc.boolean(), (shape, lie, over, seed, wild) => {
        const [dims, left] = reduced(shape, over);
        const x = laidAnyhow(shape, lie, seed, "float32", wild);
        const [y, mean] = [laidAnyhow(left, EVEN, seed + 1), laidAnyhow(left, EVEN, seed + 2)];
        expectSameBits(simd, "sum", x, dims, y);
        expectSameBits(simd, "sum", x, dims, y, 7);
        expectSameBits(simd, "variance", x, dims, seed % 3, y, mean, wild);
      }),
      { numRuns: runs(150, 30_000) },
    );
  });

  it("normalizeBackward has the plain kernel's bits, over any dimensions", () => {
    fc.assert(
      fc.property(shapes, contiguous, over, fc.nat(), fc.boolean(), (shape, lie, over, seed, wild) => {
        const [dims, left] = reduced(shape, over);
        const [dn, n, dx] = [0, 1, 2].map((at) => laidAnyhow(shape, lie, seed + at, "float32", wild));
        expectSameBits(simd, "normalizeBackward", dn!, n!, laidAnyhow(left, EVEN, seed + 3), dims, dx!);
      }),
      { numRuns: runs(150, 30_000) },
    );
  });

  it("max has the plain kernel's bits and positions, and is done by the module over rows that lie side by side", () => {
    fc.assert(
      fc.property(shapes, lies, over, fc.nat(), fc.boolean(), (shape, lie, over, seed, few) => {
        const [dims, left] = reduced(shape, over);
        const x = laidAnyhow(shape, lie, seed);
        // Of few numbers, many are equal.
        if (few) x.storage.data.forEach((value, at, data) => (data[at] = Math.round(value / 4)));
        const [y, index] = [laidAnyhow(left, EVEN, seed + 1), laidAnyhow(left, EVEN, seed + 2, "int32")];
        expectSameBits(simd, "max", x, dims, y, index);
        expectSameBits(simd, "max", x, dims, null, index);
        expectSameBits(simd, "max", x, dims, y, null);
        const rows = laidAnyhow([3, 1 + (seed % 41)], EVEN, seed);
        const positions = laidAnyhow([3], EVEN, seed, "int32");
        expect(expectSameBits(simd, "max", rows, [1], laidAnyhow([3], EVEN, seed), positions)).toBe(true);
      }),
      { numRuns: runs(150, 30_000) },
    );
  });

  it("deviations are done by the module, with the plain kernel's bits, of however many numbers", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 150 }), contiguous, fc.nat(), fc.boolean(), (count, lie, seed, wild) => {
        const x = laidAnyhow([count], { ...lie, offset: 4 * lie.offset }, seed, "float32", wild);
        expect(expectSameBits(simd, "deviation", x, laidAnyhow([], EVEN, seed, "float64"))).toBe(true);
      }),
      { numRuns: runs(100, 10_000) },
    );
  });

  it("of rows, of columns and of channels are done by the module", () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom<number[]>([2], [0, 2], [0, 1, 2], [0, 1], [1, 2]), (seed, dims) => {
        const shape = [3, 5, 1 + (seed % 9)];
        const x = laidAnyhow(shape, EVEN, seed);
        const left = shape.filter((_, axis) => !dims.includes(axis));
        const [y, mean] = [laidAnyhow(left, EVEN, seed + 1), laidAnyhow(left, EVEN, seed + 2)];
        expect(expectSameBits(simd, "variance", x, dims, 0, y, mean)).toBe(true);
      }),
      { numRuns: runs(50, 3000) },
    );
  });
});
