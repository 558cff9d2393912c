import { fc } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { runs } from "../../runs.ts";
import { instances } from "./instances.ts";
import { contiguous, laidAnyhow, lies, shapes, written } from "./laidAnyhow.ts";
import { expectSameBits } from "./sameBits.ts";

const vectors = shapes.filter((shape) => shape.length > 0);

describe.each(["fused", "exact"] as const)("probabilities of the %s module", (variant) => {
  const simd = instances[variant];

  it.each(["softmax", "logSoftmax"] as const)("%s has the plain kernel's bits, however its operands lie", (name) => {
    fc.assert(
      fc.property(vectors, lies, written, fc.nat(), fc.boolean(), (shape, from, to, seed, wild) => {
        const x = laidAnyhow(shape, from, seed, "float32", wild);
        expectSameBits(simd, name, x, seed % shape.length, laidAnyhow(shape, to, seed + 1));
      }),
      { numRuns: runs(100, 30_000) },
    );
  });

  it.each(["softmax", "logSoftmax"] as const)("%sBackward has the plain kernel's bits", (name) => {
    fc.assert(
      fc.property(
        vectors,
        contiguous,
        lies,
        written,
        fc.nat(),
        fc.boolean(),
        (shape, first, second, to, seed, wild) => {
          const [y, dy, dx] = [first, second, to].map((lie, at) => laidAnyhow(shape, lie, seed + at, "float32", wild));
          expectSameBits(simd, `${name}Backward`, y!, seed % shape.length, dy!, dx!);
        },
      ),
      { numRuns: runs(100, 30_000) },
    );
  });

  it("softmax along the last dimension is done by the module", () => {
    fc.assert(
      fc.property(vectors, contiguous, fc.nat(), (shape, lie, seed) => {
        if (shape.includes(0)) return;
        const [x, y] = [laidAnyhow(shape, lie, seed), laidAnyhow(shape, lie, seed + 1)];
        expect(expectSameBits(simd, "softmax", x, shape.length - 1, y)).toBe(true);
      }),
      { numRuns: runs(50, 3000) },
    );
  });
});
