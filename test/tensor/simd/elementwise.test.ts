import { fc } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { runs } from "../../runs.ts";
import { instances } from "./instances.ts";
import { contiguous, laidAnyhow, lies, shapes, written } from "./laidAnyhow.ts";
import { expectSameBits } from "./sameBits.ts";

const SCALES = fc.constantFrom(1, -1, 0.1, 1 / 3, 1e-40, 3e38, 0, Infinity, NaN);

describe.each(["fused", "exact"] as const)("arithmetic of the %s module", (variant) => {
  const simd = instances[variant];

  it.each(["add", "sub", "mul", "div"] as const)("%s has the plain kernel's bits, however its operands lie", (name) => {
    fc.assert(
      fc.property(shapes, lies, lies, written, fc.nat(), (shape, first, second, to, seed) => {
        const operands = [first, second, to].map((lie, at) => laidAnyhow(shape, lie, seed + at));
        expectSameBits(simd, name, operands[0]!, operands[1]!, operands[2]!);
      }),
      { numRuns: runs(100, 30_000) },
    );
  });

  it("add is done by the module where a row is added to each row", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 41 }), fc.nat(), (rows, columns, seed) => {
        const lie = { offset: 0, even: true, order: 0, gaps: [], expanded: [] };
        const shape = [rows, columns];
        const row = { ...laidAnyhow([columns], lie, seed), shape, stride: [0, 1] };
        const [x, y] = [laidAnyhow(shape, lie, seed + 1), laidAnyhow(shape, lie, seed + 2)];
        expect(expectSameBits(simd, "add", x, row, y)).toBe(true);
        // In its place, too.
        expect(expectSameBits(simd, "add", y, row, y)).toBe(true);
      }),
      { numRuns: runs(50, 10_000) },
    );
  });

  it("accumulate and addScaled have the plain kernel's bits, however their operands lie", () => {
    fc.assert(
      fc.property(shapes, lies, written, SCALES, fc.nat(), (shape, from, to, scale, seed) => {
        expectSameBits(simd, "accumulate", laidAnyhow(shape, from, seed), laidAnyhow(shape, to, seed + 1));
        expectSameBits(simd, "addScaled", laidAnyhow(shape, from, seed), scale, laidAnyhow(shape, to, seed + 1));
      }),
      { numRuns: runs(100, 30_000) },
    );
  });

  it("addProduct has the plain kernel's bits, however its operands lie", () => {
    fc.assert(
      fc.property(shapes, lies, lies, written, SCALES, fc.nat(), (shape, first, second, to, scale, seed) => {
        const operands = [first, second, to].map((lie, at) => laidAnyhow(shape, lie, seed + at));
        expectSameBits(simd, "addProduct", operands[0]!, operands[1]!, operands[2]!, scale);
        expectSameBits(simd, "addProduct", operands[0]!, operands[1]!, operands[2]!);
      }),
      { numRuns: runs(100, 30_000) },
    );
  });

  it("sgd has the plain kernel's bits", () => {
    fc.assert(
      fc.property(shapes, contiguous, contiguous, SCALES, fc.nat(), (shape, from, to, lr, seed) => {
        expectSameBits(simd, "sgd", laidAnyhow(shape, to, seed), laidAnyhow(shape, from, seed + 1), { lr });
      }),
      { numRuns: runs(100, 30_000) },
    );
  });

  it("largestDifference has the plain kernel's bits, however its operands lie", () => {
    fc.assert(
      fc.property(shapes, lies, lies, fc.boolean(), fc.nat(), (shape, first, second, wild, seed) => {
        const [a, b] = [first, second].map((lie, at) => laidAnyhow(shape, lie, seed + at, "float32", wild));
        const y = laidAnyhow([], { ...first, even: true }, seed);
        expectSameBits(simd, "largestDifference", a!, b!, y);
        expectSameBits(simd, "largestDifference", a!, { ...a!, offset: a!.offset + 1 }, y);
      }),
      { numRuns: runs(100, 30_000) },
    );
  });

  it("largestDifference is done by the module where both lie evenly", () => {
    fc.assert(
      fc.property(shapes, contiguous, fc.nat(), (shape, lie, seed) => {
        const [a, b, y] = [laidAnyhow(shape, lie, seed), laidAnyhow(shape, lie, seed + 1), laidAnyhow([], lie, seed)];
        expect(expectSameBits(simd, "largestDifference", a, b, y)).toBe(!shape.includes(0));
      }),
      { numRuns: runs(50, 10_000) },
    );
  });

  it.each(["float32", "int32"] as const)("fill and copy have the plain kernel's %s", (dtype) => {
    fc.assert(
      fc.property(shapes, lies, written, fc.nat(), (shape, from, to, seed) => {
        expectSameBits(simd, "copy", laidAnyhow(shape, from, seed, dtype), laidAnyhow(shape, to, seed + 1, dtype));
        expectSameBits(simd, "copy", laidAnyhow(shape, from, seed, dtype), laidAnyhow(shape, to, seed + 1));
        for (const value of [0, -0, 1, -7, 2 ** 24 + 1]) {
          expectSameBits(simd, "fill", laidAnyhow(shape, to, seed, dtype), value);
        }
      }),
      { numRuns: runs(100, 30_000) },
    );
  });
});
