import { describe, expect, it } from "vitest";
import { ops } from "../../../src/ops/catalogue.ts";
import type { Attributes } from "../../../src/ops/contract/op.ts";
import type { DType } from "../../../src/tensor/dtype.ts";
import { elements } from "../../../src/base/stridedLayout.ts";
import type { Shape } from "../../../src/tensor/shape.ts";
import { tensorOf, type Tensor } from "../../../src/tensor/tensor.ts";
import { laidOut, read, type Layout } from "../../tensor/layouts.ts";
import { applyOp, mapped, zeroGrads, type Named } from "./applyOp.ts";

/** Half a unit in the last place of 1. */
const EPS = 2 ** -24;
/** Around the widths of lanes, cascades and tiles, and beyond them. */
const COUNTS = [1, 2, 7, 8, 15, 16, 17, 33, 100, 257, 1009, 2053];
const LAYOUTS: readonly Layout[] = ["contiguous", "transposed", "sliced"];

interface Sum {
  readonly name: string;
  readonly op: string;
  /** The inputs' shapes when `n` numbers are added. */
  readonly shapes: (n: number) => Named<Shape>;
  readonly attributes?: (n: number) => Attributes;
  /** How many numbers are added for an element of the result, and of each gradient; 1 when absent. */
  readonly terms: Named<(n: number) => number>;
}

const n = (count: number): number => count;

/** Ops that add products up: linear in each input, so that the same over sizes says how large the terms were. */
const sums: readonly Sum[] = [
  { name: "sum over rows", op: "sum", shapes: (n) => ({ x: [n, 5] }), attributes: () => ({ dim: 0 }), terms: { y: n } },
  {
    name: "sum over columns",
    op: "sum",
    shapes: (n) => ({ x: [3, n] }),
    attributes: () => ({ dim: 1 }),
    terms: { y: n },
  },
  { name: "sum of all", op: "sum", shapes: (n) => ({ x: [n] }), terms: { y: n } },
  { name: "mean", op: "mean", shapes: (n) => ({ x: [3, n] }), attributes: () => ({ dim: 1 }), terms: { y: n } },
  {
    name: "a product of matrices",
    op: "matmul",
    shapes: (n) => ({ a: [4, n], b: [n, 5] }),
    terms: { y: n, a: () => 5, b: () => 4 },
  },
  {
    name: "a product with many rows",
    op: "matmul",
    shapes: (n) => ({ a: [n, 3], b: [3, 7] }),
    terms: { y: () => 3, a: () => 7, b: n },
  },
  {
    name: "a product with many columns",
    op: "matmul",
    shapes: (n) => ({ a: [3, 2], b: [2, n] }),
    terms: { y: () => 2, a: n, b: () => 3 },
  },
  {
    name: "products of batches",
    op: "matmul",
    shapes: (n) => ({ a: [2, 3, n], b: [2, n, 2] }),
    terms: { y: n, a: () => 2, b: () => 3 },
  },
  { name: "a product of vectors", op: "matmul", shapes: (n) => ({ a: [n], b: [n] }), terms: { y: n } },
  { name: "a bias's gradient", op: "add", shapes: (n) => ({ a: [n, 27], b: [27] }), terms: { y: () => 2, b: n } },
  { name: "a scalar's gradient", op: "mul", shapes: (n) => ({ a: [n, 3], b: [] }), terms: { b: (n) => 3 * n } },
  {
    name: "the gradient of what is expanded",
    op: "expand",
    shapes: () => ({ x: [1, 3] }),
    attributes: (n) => ({ shape: [n, 3] }),
    terms: { x: n },
  },
];

describe.each(sums.map((sum) => [sum.name, sum] as const))("%s", (_name, { op: name, shapes, attributes, terms }) => {
  it.each(LAYOUTS)("is within n·ε of the same in float64, %s", (layout) => {
    const op = ops.find((candidate) => candidate.name === name)!;
    for (const count of COUNTS) {
      const given = attributes?.(count) ?? {};
      const run = (dtype: DType, size: (value: number) => number) => {
        const inputs = mapped(shapes(count), (shape, input) => laid(layout, dtype, shape, input.charCodeAt(0), size));
        const applied = applyOp(op, inputs, given);
        const grads = zeroGrads(inputs);
        applied.backward(laid(layout, dtype, applied.y.shape, 7, size), grads);
        return mapped<Tensor, number[]>({ y: applied.y, ...grads }, read);
      };
      const [found, truth] = [run("float32", same), run("float64", same)];
      const sizes = run("float64", Math.abs);
      for (const [part, values] of Object.entries(found)) {
        const limit = ((terms[part]?.(count) ?? 1) + 1) * EPS;
        for (const [at, value] of values.entries()) {
          const error = Math.abs(value - truth[part]![at]!);
          if (error > limit * sizes[part]![at]!) expect.fail(`n = ${count}: ${part}[${at}] is ${error} off`);
        }
      }
    }
  });
});

describe("what is not linear", () => {
  it.each([
    { op: "softmax", attributes: { dim: 1 }, limit: (count: number) => (count + 8) * EPS, least: 0 },
    { op: "log_softmax", attributes: { dim: 1 }, limit: (count: number) => (count + 8) * EPS, least: 8 },
    { op: "var", attributes: { dim: 1, correction: 0 }, limit: (count: number) => (count + 2) * EPS, least: 0 },
    { op: "layer_norm", attributes: null, limit: (count: number) => (count + 8) * EPS, least: 1 },
  ])("$op over n numbers is within n·ε of the same in float64", ({ op: name, attributes, limit, least }) => {
    const op = ops.find((candidate) => candidate.name === name)!;
    for (const count of COUNTS.slice(1)) {
      const run = (dtype: DType): number[] => {
        const x = tensorOf(
          dtype,
          [3, count],
          Array.from({ length: 3 * count }, (_, at) => Math.fround(4 * Math.sin(at * 1.3) + 2)),
        );
        return read(applyOp(op, { x }, attributes ?? { normalized_shape: [count] }).y);
      };
      const truth = run("float64");
      for (const [at, value] of run("float32").entries()) {
        const size = Math.max(Math.abs(truth[at]!), least);
        if (Math.abs(value - truth[at]!) > limit(count) * size)
          expect.fail(`n = ${count}: ${value} instead of ${truth[at]!}`);
      }
    }
  });
});

const same = (value: number): number => value;

/** Numbers of both signs whose sizes span six orders, exact in float32. */
function laid(layout: Layout, dtype: DType, shape: Shape, seed: number, size: (value: number) => number): Tensor {
  const values = Array.from({ length: elements(shape) }, (_, at) =>
    size(Math.fround(Math.sin(at * 1.7 + seed) * 10 ** (((at * 5 + seed) % 7) - 3))),
  );
  return laidOut(layout, dtype, shape, values);
}
