import { fc } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import type { KernelCall } from "../../../src/tensor/backend/backend.ts";
import { expandTensor } from "../../../src/tensor/expand.ts";
import { plain } from "../../../src/tensor/kernels/plain.ts";
import { inOne } from "../../../src/tensor/simd/inOne.ts";
import { tensorOf, type Tensor } from "../../../src/tensor/tensor.ts";
import { runs } from "../../runs.ts";
import { inMemory } from "./inMemory.ts";
import { instances } from "./instances.ts";
import { contiguous, laidAnyhow, lies, type Lie } from "./laidAnyhow.ts";

const FUNCTIONS = [null, "tanh", "relu", "sigmoid"] as const;

interface Case {
  readonly leading: readonly number[];
  readonly sizes: readonly [m: number, n: number, k: number];
  readonly lies: readonly [Lie, Lie, Lie];
  readonly biasFirst: boolean;
  readonly f: (typeof FUNCTIONS)[number];
  readonly seed: number;
  readonly wild: boolean;
}

const size = fc.integer({ min: 0, max: 45 });

const cases: fc.Arbitrary<Case> = fc.record({
  leading: fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 2 }),
  sizes: fc.tuple(size, size, size),
  lies: fc.tuple(lies, fc.oneof(lies, contiguous), contiguous),
  biasFirst: fc.boolean(),
  f: fc.constantFrom(...FUNCTIONS),
  seed: fc.nat(),
  wild: fc.boolean(),
});

/** Whether it was done in one, and then with the bits of one kernel after the other. */
function done(variant: "fused" | "exact", { leading, sizes, lies, biasFirst, f, seed, wild }: Case): boolean {
  const simd = instances[variant];
  const [m, n, k] = sizes;
  const shape = [...leading, m, n];
  const laid = (of: readonly number[], at: 0 | 1 | 2): Tensor => laidAnyhow(of, lies[at], seed + at, "float32", wild);
  const given = [laid([...leading, m, k], 0), laid([k, n], 1), laid([n], 2)];
  const results = [0, 1, 2].map(() =>
    tensorOf("float32", shape, new Float32Array(shape.reduce((a, b) => a * b, 1)).fill(7)),
  );
  const callsOn = ([a, b, bias, sums, added, y]: readonly Tensor[]): KernelCall[] => {
    const expanded = expandTensor(bias!, shape);
    const addition: KernelCall = {
      kernel: "add",
      operands: biasFirst ? [expanded, sums!, added!] : [sums!, expanded, added!],
    };
    const more: readonly KernelCall[] = f === null ? [] : [{ kernel: f, operands: [added!, y!] }];
    return [{ kernel: "matmul", operands: [a!, b!, sums!] }, addition, ...more];
  };
  const moved = inMemory(simd.memory, [...given, ...results]);
  const run = inOne(simd, callsOn(moved));
  if (run === null) return false;
  for (const { kernel, operands } of callsOn([...given, ...results])) {
    (plain[kernel] as (...all: readonly unknown[]) => void)(...operands);
  }
  run();
  const [expected, got] = [results, moved.slice(3)].map((all) => all[f === null ? 1 : 2]!.storage.data);
  expect(expected!.findIndex((value, at) => !Object.is(value, got![at]))).toBe(-1);
  // What lies between is left as it was.
  expect(new Set(moved[3]!.storage.data).size).toBeLessThanOrEqual(1);
  return true;
}

describe.each(["fused", "exact"] as const)(
  "a product, its bias and a function in one call of the %s module",
  (variant) => {
    it("has the bits of one after the other, however the operands lie", () => {
      let count = 0;
      fc.assert(
        fc.property(cases, (drawn) => {
          if (done(variant, drawn)) count += 1;
        }),
        { numRuns: runs(200, 30_000) },
      );
      expect(count).toBeGreaterThan(20);
    });

    // Beyond what is packed at a time, and at the edges of panels and of the last, narrower one.
    it.each<[m: number, n: number, k: number]>([
      [3, 270, 17],
      [195, 20, 5],
      [195, 300, 37],
      [5, 1100, 3],
      [8, 261, 300],
      [32, 27, 100],
      [1, 16, 600],
      [7, 50, 800],
      [5, 1033, 9],
    ])("has them for products of %i×%i over %i", (m, n, k) => {
      const lie: Lie = { offset: 1, even: true, order: 0, gaps: [1, 1, 1, 1], expanded: [false, false, false, false] };
      for (const f of FUNCTIONS) {
        const drawn = { leading: [], sizes: [m, n, k], lies: [lie, lie, lie], seed: m, biasFirst: false, f } as const;
        expect(done(variant, { ...drawn, wild: false })).toBe(true);
        expect(done(variant, { ...drawn, wild: true })).toBe(true);
      }
    });

    it("is not done of what is no such thing", () => {
      const matrices = inMemory(
        instances[variant].memory,
        Array.from({ length: 5 }, () => tensorOf("float32", [20, 20])),
      );
      const [a, b, c, d, e] = matrices as [Tensor, Tensor, Tensor, Tensor, Tensor];
      const refused: KernelCall[][] = [
        [{ kernel: "matmul", operands: [a, b, c] }],
        // Every row has other numbers added to it.
        [
          { kernel: "matmul", operands: [a, b, c] },
          { kernel: "add", operands: [c, d, e] },
        ],
        // It is added to something else.
        [
          { kernel: "matmul", operands: [a, b, c] },
          { kernel: "add", operands: [d, expandTensor({ ...a, shape: [20], stride: [1] }, [20, 20]), e] },
        ],
      ];
      for (const calls of refused) expect(inOne(instances[variant], calls)).toBeNull();
    });
  },
);
