import { describe, expect, it, test } from "vitest";
import { expression } from "../../src/ops/expression.ts";
import type { Op } from "../../src/ops/contract/op.ts";
import { pow } from "../../src/ops/pow.ts";
import { Generator } from "../../src/tensor/rng/generator.ts";
import { elements } from "../../src/base/stridedLayout.ts";
import { tensorOf } from "../../src/tensor/tensor.ts";
import { decode, fixture, type Recorded } from "../fixtures/fixture.ts";
import { difference } from "../tensor/close.ts";
import { laidOut, LAYOUTS, read, type Layout } from "../tensor/layouts.ts";
import { applyOp, zeroGrads } from "../contract/ops/applyOp.ts";

interface Recording {
  readonly out: readonly Recorded[];
  readonly dx: readonly Recorded[];
  readonly dy: readonly Recorded[];
}
interface AtEdges {
  readonly formula: string;
  readonly edges: Recording;
  /** With an infinite upstream gradient. */
  readonly infinite: Pick<Recording, "dx" | "dy">;
}
const recorded = fixture("expression.json") as {
  readonly x: readonly Recorded[];
  readonly y: readonly Recorded[];
  readonly edgeX: readonly Recorded[];
  readonly edgeY: readonly Recorded[];
  readonly formulas: readonly (Recording & AtEdges)[];
  readonly edgeFormulas: readonly AtEdges[];
};

/**
 * At how many of the 144 pairs of edges values, dx and dy are others than PyTorch's, and dx and dy where the upstream
 * gradient is infinite. A list that may only shrink. `torch.where` multiplies the side that is not chosen by 0, which gives
 * nan where its slope is infinite; the gradient of a formula looks at the chosen side alone.
 */
const OTHERS: Readonly<Record<string, readonly number[]>> = {
  // 0 · inf in torch.where.
  "x > 0 ? x : exp(x) - 1": [0, 24, 0, 24, 0],
  "x > y ? x * y : x - y": [0, 26, 26, 26, 26],
  "-1 < x < 1 ? x^2 : 2 * abs(x) - 1": [0, 48, 0, 36, 0],
  // 3e38, of which a turn is smaller than a unit in the last place.
  "x % y": [2, 0, 24, 0, 24],
  "x // y + y": [2, 0, 0, 0, 0],
};

/** What a formula, or another op of two tensors, makes of numbers and of the same gradient everywhere from upstream. */
function run(formula: string | Op, layout: Layout, xs: number[], ys: number[], upstream = 1) {
  const shape = [2, xs.length / 2];
  const inputs = { a: laidOut(layout, "float32", shape, xs), b: laidOut(layout, "float32", shape, ys) };
  const applied = typeof formula === "string" ? applyOp(expression, inputs, { formula }) : applyOp(formula, inputs);
  const grads = zeroGrads(inputs);
  applied.backward(tensorOf("float32", shape, new Array<number>(xs.length).fill(upstream)), grads);
  return { out: read(applied.y), dx: read(grads["a"]!), dy: read(grads["b"]!) };
}

describe.each(recorded.formulas.map((recording) => [recording.formula, recording] as const))(
  "%s",
  (formula, recording) => {
    it.each(["contiguous", "transposed", "sliced"] as const)("has PyTorch's values and gradients, %s", (layout) => {
      const found = run(formula, layout, decode(recorded.x), decode(recorded.y));
      for (const part of ["out", "dx", "dy"] as const) {
        expect(difference(found[part], decode(recording[part])), part).toBeNull();
      }
    });

    it("has gradients that agree with central differences in float64, however its inputs lie", () => {
      for (const [at, layout] of LAYOUTS.entries()) checkGradients(formula, layout, at);
    });
  },
);

it.each([...recorded.formulas, ...recorded.edgeFormulas].map((recording) => [recording.formula, recording] as const))(
  "%s has PyTorch's values and gradients at the edges: nan, infinities, and an infinite gradient from upstream",
  (formula, { edges, infinite }) => {
    const [xs, ys] = [decode(recorded.edgeX), decode(recorded.edgeY)];
    const others = (found: readonly number[], expected: readonly Recorded[]): number =>
      xs.filter((_, at) => difference([found[at]!], [decode(expected)[at]!]) !== null).length;
    const one = run(formula, "contiguous", xs, ys);
    const all = run(formula, "contiguous", xs, ys, Infinity);
    expect([
      others(one.out, edges.out),
      others(one.dx, edges.dx),
      others(one.dy, edges.dy),
      others(all.dx, infinite.dx),
      others(all.dy, infinite.dy),
    ]).toEqual(OTHERS[formula] ?? [0, 0, 0, 0, 0]);
  },
);

it.each([1, Infinity])("x ^ y has the bits of the op pow, its gradients too, with %s from upstream", (upstream) => {
  const [xs, ys] = [decode(recorded.edgeX), decode(recorded.edgeY)].map((values, at) => [
    ...values,
    ...decode(at === 0 ? recorded.x : recorded.y),
  ]) as [number[], number[]];
  expect(run("x ^ y", "contiguous", xs, ys, upstream)).toEqual(run(pow, "contiguous", xs, ys, upstream));
});

/** The shapes of x and y, which broadcast both ways. */
const SHAPES: readonly (readonly [readonly number[], readonly number[]])[] = [
  [[], []],
  [[5], []],
  [
    [3, 1],
    [1, 4],
  ],
  [[2, 3], [3]],
  [[2], [3, 2]],
  [
    [0, 3],
    [1, 3],
  ],
];

function checkGradients(formula: string, layout: Layout, seed: number): void {
  const generator = new Generator(seed + 1);
  for (const shapes of SHAPES) {
    const values = smooth(generator, elements(shapes[0]) + elements(shapes[1]));
    const inputs = {
      a: laidOut(layout, "float64", shapes[0], values.slice(0, elements(shapes[0]))),
      b: laidOut(layout, "float64", shapes[1], values.slice(elements(shapes[0]))),
    };
    const applied = applyOp(expression, inputs, { formula });
    const dy = new Float32Array(elements(applied.y.shape));
    generator.randn(dy);
    const grads = zeroGrads(inputs);
    applied.backward(tensorOf("float64", applied.y.shape, dy), grads);
    const even = {
      a: tensorOf("float64", shapes[0], read(inputs.a)),
      b: tensorOf("float64", shapes[1], read(inputs.b)),
    };
    const total = () =>
      read(applyOp(expression, even, { formula }).y).reduce((sum, value, at) => sum + value * dy[at]!, 0);
    for (const name of ["a", "b"] as const) {
      const { data } = even[name].storage;
      for (const [at, found] of read(grads[name]!).entries()) {
        const kept = data[at]!;
        data[at] = kept + 1e-5;
        const above = total();
        data[at] = kept - 1e-5;
        const expected = (above - total()) / 2e-5;
        data[at] = kept;
        expect(Math.abs(found - expected) / Math.max(1, Math.abs(expected)), `d${name}[${at}]`).toBeLessThan(1e-7);
      }
    }
  }
}

/** Numbers away from the kinks of all formulas: from whole and half ones, from one another and their multiples. */
function smooth(generator: Generator, count: number): number[] {
  const one = new Float32Array(1);
  const values: number[] = [];
  const apart = (value: number): boolean => Math.abs(value - Math.round(value)) > 0.02;
  while (values.length < count) {
    generator.randn(one);
    const value = one[0]!;
    if (!apart(2 * value) || Math.abs(value) < 0.3) continue;
    if (values.every((other) => apart(value / other) && apart(other / value))) values.push(value);
  }
  return values;
}

test("in PyTorch", () => {
  const written = recorded.formulas.map(({ formula }) => expression.torch({ a: "x", b: "y" }, { formula }));
  expect(written).toMatchSnapshot();
});

test("variables are numbers; what holds no tensor is worked out in double, then rounded once", () => {
  const x = tensorOf("float32", [2], [1, -2]);
  const attributes = { formula: "slope * (1 / 3) * x", variables: { slope: 0.3 } };
  expect(read(applyOp(expression, { a: x }, attributes).y)).toEqual([Math.fround(0.3 / 3), -2 * Math.fround(0.3 / 3)]);
});

test("integers are refused", () => {
  expect(() => applyOp(expression, { a: tensorOf("int32", [1], [1]) }, { formula: "x" })).toThrow(
    "expected tensors of float32, got int32; make it float first",
  );
});
