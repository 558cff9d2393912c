import { fc } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { runs } from "../../runs.ts";
import { halfWayProducts, operandsOf } from "../kernels/halfWay.ts";
import { instances } from "./instances.ts";
import { contiguous, laidAnyhow, lies, type Lie } from "./laidAnyhow.ts";
import { expectSameBits } from "./sameBits.ts";

const PRODUCTS = ["matmul", "matmulBackwardA", "matmulBackwardB"] as const;
type Product = (typeof PRODUCTS)[number];

/** Sizes around those of a strip, a panel, and the 16 chains of a dot product. */
const size = fc.integer({ min: 0, max: 37 });

interface Case {
  /** The left operand's leading dimensions. */
  readonly leading: readonly number[];
  readonly sizes: readonly [m: number, n: number, k: number];
  /** A matrix on the right for each on the left. */
  readonly batched: boolean;
  readonly lies: readonly [Lie, Lie, Lie];
  readonly seed: number;
  readonly wild: boolean;
}

const cases: fc.Arbitrary<Case> = fc.record({
  leading: fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 2 }),
  sizes: fc.tuple(size, size, size),
  batched: fc.boolean(),
  lies: fc.tuple(lies, lies, contiguous),
  seed: fc.nat(),
  wild: fc.boolean(),
});

/** Whether the module gave the plain kernel's bits, of an operand pair and a result of these shapes. */
function done(variant: "fused" | "exact", name: Product, { leading, sizes, batched, lies, seed, wild }: Case): boolean {
  const [m, n, k] = sizes;
  const ahead = batched ? leading : [];
  const shapes = { a: [...leading, m, k], b: [...ahead, k, n], y: [...leading, m, n] };
  const [first, second, result] =
    name === "matmul"
      ? [shapes.a, shapes.b, shapes.y]
      : name === "matmulBackwardA"
        ? [shapes.y, shapes.b, shapes.a]
        : [shapes.a, shapes.y, shapes.b];
  const laid = (shape: readonly number[], at: 0 | 1 | 2) => laidAnyhow(shape, lies[at], seed + at, "float32", wild);
  return expectSameBits(instances[variant], name, laid(first, 0), laid(second, 1), laid(result, 2));
}

describe.each(["fused", "exact"] as const)("products of the %s module", (variant) => {
  it.each(PRODUCTS)("%s has the plain kernel's bits, however its operands lie", (name) => {
    fc.assert(
      fc.property(cases, (drawn) => {
        expect(done(variant, name, drawn)).toBe(true);
      }),
      { numRuns: runs(150, 30_000) },
    );
  });

  it.each(PRODUCTS)("%s rounds once where a double would lie half way", (name) => {
    fc.assert(
      fc.property(halfWayProducts, (product) => {
        expect(expectSameBits(instances[variant], name, ...operandsOf(product)[name]!)).toBe(true);
      }),
      { numRuns: runs(150, 30_000) },
    );
  });

  // Beyond what is packed at a time: 256 terms, 252 or 1,020 columns; rows whose sums or tiles have no place together; panels that are
  // copied by the first strip, in one pass and in two; what is taken as the transposed product.
  it.each<[m: number, n: number, k: number]>([
    [3, 5, 700],
    [195, 20, 5],
    [7, 270, 3],
    [6, 261, 17],
    [195, 9, 17],
    [6, 1100, 3],
    [8, 70, 20],
    [16, 300, 37],
    [7, 50, 800],
    [25, 39, 257],
    [5, 1033, 9],
    [240, 252, 257],
    [257, 18, 260],
    [70, 30, 60],
    [6, 430, 100],
    [260, 270, 20],
  ])("has them for products of %i×%i over %i", (m, n, k) => {
    for (const name of PRODUCTS) {
      for (const order of [0, 1]) {
        const lie: Lie = { offset: 1, even: false, order, gaps: [1, 1, 1, 1], expanded: [false, false, false, false] };
        const even: Lie = { ...lie, even: true };
        const drawn = {
          leading: [],
          sizes: [m, n, k],
          batched: false,
          lies: [lie, lie, even],
          seed: m,
          wild: false,
        } as const;
        expect(done(variant, name, drawn)).toBe(true);
      }
    }
  });
});
