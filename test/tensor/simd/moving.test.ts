import { fc } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import type { KernelCall } from "../../../src/tensor/backend/backend.ts";
import { plain } from "../../../src/tensor/kernels/plain.ts";
import { moving } from "../../../src/tensor/simd/moving.ts";
import { tensorOf, type Tensor } from "../../../src/tensor/tensor.ts";
import { runs } from "../../runs.ts";
import { inMemory } from "./inMemory.ts";
import { instances } from "./instances.ts";
import { contiguous, laidAnyhow, lies, type Lie } from "./laidAnyhow.ts";

type Variant = "fused" | "exact";

/** A kernel that accumulates into the last of its tensors, a gradient. */
type Gradient = (tensors: readonly Tensor[]) => KernelCall;

const gradients = {
  matmulBackwardA: ([dy, b, da]) => ({ kernel: "matmulBackwardA", operands: [dy!, b!, da!] }),
  matmulBackwardB: ([a, dy, db]) => ({ kernel: "matmulBackwardB", operands: [a!, dy!, db!] }),
  embeddingBackward: ([index, dy, dtable]) => ({ kernel: "embeddingBackward", operands: [index!, dy!, dtable!] }),
} satisfies Readonly<Record<string, Gradient>>;

/** Whether it was done in one, twice in a row, and then with the bits of a gradient from 0 and an update. */
function done(variant: Variant, gradient: Gradient, given: readonly Tensor[], parameter: Tensor, lr: number): boolean {
  const simd = instances[variant];
  const moved = inMemory(simd.memory, [...given, parameter]);
  const options = { lr };
  const grad = moved[2]!;
  const run = moving(simd, gradient(moved.slice(0, 3)), { kernel: "sgd", operands: [moved[3]!, grad, options] });
  if (run === null) return false;
  const { kernel, operands } = gradient(given);
  for (let time = 0; time < 2; time++) {
    plain.fill(given[2]!, 0);
    (plain[kernel] as (...all: readonly unknown[]) => void)(...operands);
    plain.sgd(parameter, given[2]!, options);
    const { data } = given[2]!.storage;
    const own = data.subarray(given[2]!.offset, given[2]!.offset + given[2]!.shape.reduce((a, b) => a * b, 1));
    const isFinite = run();
    // By an odd rate a gradient may be asked for that is finite, never the other way.
    if (isFinite) expect([...own].every(Number.isFinite)).toBe(true);
    else if (Math.fround(lr) > 0 && Math.fround(lr) < Infinity) expect([...own].every(Number.isFinite)).toBe(false);
    const got = moved[3]!.storage.data;
    expect(parameter.storage.data.findIndex((value, at) => !Object.is(value, got[at]))).toBe(-1);
  }
  return true;
}

const size = fc.integer({ min: 0, max: 45 });
const rates = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(0.1, 1, 1e-30, 3e38) },
  { weight: 1, arbitrary: fc.constantFrom(0, -0, -0.5, NaN, Infinity, -Infinity, 1e39) },
);
const EVEN: Lie = { offset: 1, even: true, order: 0, gaps: [], expanded: [] };

describe.each(["fused", "exact"] as const)("a gradient and its update in one call of the %s module", (variant) => {
  const laid = (shape: readonly number[], lie: Lie, seed: number, wild: boolean): Tensor =>
    laidAnyhow(shape, lie, seed, "float32", wild);

  it.each(["matmulBackwardA", "matmulBackwardB"] as const)("has the bits of both after another: %s", (name) => {
    let count = 0;
    fc.assert(
      fc.property(
        fc.tuple(size, size, size),
        fc.tuple(lies, lies, contiguous, contiguous),
        rates,
        fc.nat(),
        fc.boolean(),
        ([m, n, k], [first, second, third, own], lr, seed, wild) => {
          const of = { a: [m, k], b: [k, n], y: [m, n] };
          const shapes = name === "matmulBackwardA" ? [of.y, of.b, of.a] : [of.a, of.y, of.b];
          const given = [first, second, third].map((lie, at) => laid(shapes[at]!, lie, seed + at, wild));
          if (done(variant, gradients[name], given, laid(shapes[2]!, own, seed + 3, wild), lr)) count += 1;
        },
      ),
      { numRuns: runs(150, 20_000) },
    );
    expect(count).toBeGreaterThan(50);
  });

  // Beyond what is packed at a time, at the edges of panels, and as the transposed product.
  it.each<[m: number, n: number, k: number]>([
    [8, 270, 100],
    [195, 300, 37],
    [32, 27, 200],
    [300, 20, 5],
    [8, 1100, 13],
  ])("has them for products of %i×%i over %i", (m, n, k) => {
    for (const wild of [false, true]) {
      const y = laid([m, n], EVEN, 1, wild);
      const [a, b] = [laid([m, k], EVEN, 2, wild), laid([k, n], EVEN, 3, wild)];
      const [da, db] = [laid([m, k], EVEN, 4, wild), laid([k, n], EVEN, 5, wild)];
      expect(done(variant, gradients.matmulBackwardA, [y, b, da], laid([m, k], EVEN, 6, wild), 0.1)).toBe(true);
      expect(done(variant, gradients.matmulBackwardB, [a, y, db], laid([k, n], EVEN, 7, wild), 0.1)).toBe(true);
    }
  });

  it("notices one gradient that is not finite, wherever it is", () => {
    const but = (count: number, at: number): Tensor =>
      tensorOf("float32", [1, count], new Float32Array(count).fill(1).fill(3e38, at, at + 1));
    for (let row = 0; row < 7; row++) {
      for (let column = 0; column < 30; column++) {
        const given = [but(7, row), but(30, column), tensorOf("float32", [7, 30])];
        expect(done(variant, gradients.matmulBackwardB, given, tensorOf("float32", [7, 30]), 0.1)).toBe(true);
      }
    }
  });

  it("has them where rows are looked up, the same one more than once", () => {
    let count = 0;
    const some = fc.integer({ min: 1, max: 12 });
    fc.assert(
      fc.property(some, some, contiguous, rates, fc.nat(), fc.boolean(), (n, looked, own, lr, seed, wild) => {
        const rows = 2 * looked + 1 + (seed % 20);
        const index = tensorOf(
          "int32",
          [looked],
          Array.from({ length: looked }, (_, at) => (at * at + seed) % rows),
        );
        const given = [index, laid([looked, n], EVEN, seed, wild), laid([rows, n], EVEN, seed + 1, wild)];
        if (done(variant, gradients.embeddingBackward, given, laid([rows, n], own, seed + 2, wild), lr)) count += 1;
      }),
      { numRuns: runs(150, 20_000) },
    );
    expect(count).toBeGreaterThan(100);
  });

  it("is not done of what is no such thing", () => {
    const matrices = Array.from({ length: 4 }, () => tensorOf("float32", [6, 6]));
    const [a, b, c, d] = inMemory(instances[variant].memory, matrices) as [Tensor, Tensor, Tensor, Tensor];
    const product: KernelCall = { kernel: "matmulBackwardB", operands: [a, b, c] };
    const momentum = { lr: 1, momentum: 0.9 };
    const turned = { ...d, stride: [1, 6] };
    const refused: readonly (readonly [KernelCall, KernelCall])[] = [
      [product, { kernel: "sgdMomentum", operands: [d, c, null, momentum] }],
      [product, { kernel: "sgd", operands: [turned, c, { lr: 1 }] }],
      [
        { kernel: "accumulate", operands: [a, c] },
        { kernel: "sgd", operands: [d, c, { lr: 1 }] },
      ],
    ];
    for (const [gradient, update] of refused) expect(moving(instances[variant], gradient, update)).toBeNull();
  });

  it("an index that names no row is refused in PyTorch's words, and nothing has moved", () => {
    const tensors = [tensorOf("int32", [2], [1, 9]), ...[2, 9, 9].map((rows) => laid([rows, 3], EVEN, rows, false))];
    const [index, dy, grad, parameter] = inMemory(instances[variant].memory, tensors) as [
      Tensor,
      Tensor,
      Tensor,
      Tensor,
    ];
    const before = [...parameter.storage.data];
    const gradient: KernelCall = { kernel: "embeddingBackward", operands: [index, dy, grad] };
    const run = moving(instances[variant], gradient, { kernel: "sgd", operands: [parameter, grad, { lr: 1 }] })!;
    expect(run).toThrow("index out of range in self");
    expect([...parameter.storage.data]).toEqual(before);
  });
});
