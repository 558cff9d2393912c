import { describe, expect, it } from "vitest";
import { ops } from "../../../src/ops/catalogue.ts";
import type { Attributes, Op } from "../../../src/ops/contract/op.ts";
import { Generator } from "../../../src/tensor/rng/generator.ts";
import { elements } from "../../../src/base/stridedLayout.ts";
import { sameShape, type Shape } from "../../../src/tensor/shape.ts";
import type { Tensor } from "../../../src/tensor/tensor.ts";
import { runs } from "../../runs.ts";
import { laidOut, read, type Layout } from "../../tensor/layouts.ts";
import { applyOp, mapped, zeroGrads, type Applied, type Named } from "./applyOp.ts";
import { applyUnlessNoView, cases, contiguousCopy, dtypeIn, layoutsOf, titleOf, without, type Case } from "./cases.ts";

const STEP = 1e-5;
const LIMIT = 1e-7;
/** How many derivatives of a tensor are held against differences, evenly spread; of an op with kinks all are. */
const POINTS = runs(30, Infinity);

/** Ops that have kinks. Elsewhere no point is left out. */
const KINKED: Named<string> = {
  abs: "at 0",
  clamp: "at the bounds",
  max: "where maxima are equal, as in what repeats",
  maximum: "where both are equal, as in what repeats",
  minimum: "where both are equal, as in what repeats",
  relu: "at 0",
  std: "where all are equal, as in what repeats",
};

/** How many points lay next to a kink and were left out, by op and layouts. */
const leftOut: Record<string, number> = {};

const differentiable = ops.filter((op) => op.kind === "view" || op.backward !== undefined);

describe.each(differentiable.map((op) => [op.name, op] as const))("%s", (_, op) => {
  const own = cases.filter(({ op: name }) => name === op.name);

  it.each(own.map((item, at) => [titleOf(item), at, item] as const))(
    "%s: has gradients that agree with central differences in float64, however its inputs lie",
    (_title, at, item) => {
      for (const layouts of layoutsOf(Object.keys(item.inputs).length)) checkGradients(op, item, at, layouts);
    },
  );

  const pairs = own.flatMap((item) => pairsOf(item).map((pair) => [titleOf(item), ...pair, item] as const));
  if (pairs.length > 0) {
    it.each(pairs)("%s: sums the gradients of a tensor that is both %s and %s", (_title, first, second, item) => {
      checkUsedTwice(op, item, first, second);
    });
  }
});

it("leaves out the points next to a kink, and no others", () => {
  expect(leftOut).toMatchSnapshot();
});

function checkGradients(op: Op, item: Case, seed: number, layouts: Layout[]): void {
  const generator = new Generator(seed);
  const names = Object.keys(item.inputs);
  const lain = mapped(valuesOf(item, generator), ({ dtype, shape, values }, name) =>
    laidOut(layouts[names.indexOf(name)]!, dtype, shape, values),
  );
  const attributes = attributesOf(op, item, layouts[0]!);
  const applied = applyUnlessNoView(op, lain, attributes, layouts[0] !== "contiguous");
  if (applied === null) return;

  // The same numbers in contiguous tensors give the same bits.
  const even = mapped(lain, contiguousCopy);
  const { y } = applyOp(op, even, attributes);
  expect(applied.y.shape).toEqual(y.shape);
  expect(read(applied.y), layouts.join(", ")).toEqual(read(y));
  if (y.dtype !== "float64") return; // Integers have no derivative, and float32 is too coarse for a difference.

  const dy = laidOut(layouts.at(-1)!, "float64", y.shape, normal(generator, y.shape));
  const grads = zeroGrads(without(item.constant ?? [], lain));
  const changes = changesOf(applied, dy, grads, generator);
  const value = valueOf(op, even, attributes, read(dy));
  for (const name of Object.keys(grads)) {
    compare(
      changes[name]!,
      even[name]!,
      value,
      `${layouts.join(", ")}: d${name}`,
      () => leaveOut(op, layouts),
      op.name in KINKED,
    );
  }
}

function checkUsedTwice(op: Op, item: Case, first: string, second: string): void {
  const generator = new Generator(1);
  const inputs: Record<string, Tensor> = mapped(valuesOf(item, generator), ({ dtype, shape, values }) =>
    laidOut("contiguous", dtype, shape, values),
  );
  inputs[second] = inputs[first]!;
  const attributes = item.attributes ?? {};
  const applied = applyOp(op, inputs, attributes);
  const dy = laidOut("contiguous", "float64", applied.y.shape, normal(generator, applied.y.shape));
  const grads = zeroGrads({ [first]: inputs[first]! });
  grads[second] = grads[first]!;
  const changes = changesOf(applied, dy, grads, generator);
  const value = valueOf(op, inputs, attributes, read(dy));
  compare(changes[first]!, inputs[first]!, value, `d${first}`, () => leaveOut(op, ["contiguous"]), op.name in KINKED);
}

/** What backward adds to gradients that hold something already. */
function changesOf(applied: Applied, dy: Tensor, grads: Named<Tensor>, generator: Generator): Named<number[]> {
  const before = mapped(grads, (grad) => {
    grad.storage.data.set(normal(generator, grad.shape));
    return grad;
  });
  const held = mapped(before, read);
  applied.backward(dy, grads);
  return mapped(grads, (grad, name) => read(grad).map((value, at) => value - held[name]![at]!));
}

/** The sum of the result's elements, each with its weight. */
function valueOf(op: Op, inputs: Named<Tensor>, attributes: Attributes, weights: readonly number[]): () => number {
  return () => read(applyOp(op, inputs, attributes).y).reduce((sum, value, at) => sum + value * weights[at]!, 0);
}

/** Derivatives against the differences around them; at a kink, which a second difference shows, `kink` is told instead. */
function compare(
  found: readonly number[],
  x: Tensor,
  value: () => number,
  where: string,
  kink: () => void,
  all: boolean,
): void {
  const data = x.storage.data;
  const middle = value();
  // An even stride would walk along a row of as even a length: it is made odd.
  const stride = all ? 1 : Math.ceil(data.length / POINTS) | 1;
  for (let at = 0; at < data.length; at += stride) {
    const kept = data[at]!;
    data[at] = kept + STEP;
    const above = value();
    data[at] = kept - STEP;
    const below = value();
    data[at] = kept;
    if (Math.abs(above - 2 * middle + below) / STEP > 0.01) {
      kink();
      continue;
    }
    const expected = (above - below) / (2 * STEP);
    if (Math.abs(found[at]! - expected) / Math.max(1, Math.abs(expected)) <= LIMIT) continue;
    expect.fail(`${where}[${at}] is ${found[at]!} instead of ${expected}`);
  }
}

function leaveOut(op: Op, layouts: readonly Layout[]): void {
  if (!(op.name in KINKED)) expect.fail(`${op.name} has a kink, ${layouts.join(", ")}`);
  const key = `${op.name}, ${layouts.join(", ")}`;
  leftOut[key] = (leftOut[key] ?? 0) + 1;
}

/** What repeats has no variance: 1 / √eps is then so steep and so bent that a difference would see the step. */
function attributesOf(op: Op, { attributes = {} }: Case, layout: Layout): Attributes {
  // A sum with an infinite or a very large number in it shows no difference.
  if (op.name === "masked_fill") return { ...attributes, value: 0.5 };
  return op.name.endsWith("_norm") && layout.startsWith("expanded") ? { ...attributes, eps: 0.5 } : attributes;
}

/** The pairs of inputs that can be one and the same tensor. */
function pairsOf({ inputs, below = {}, truths = [], domains = {}, constant = [] }: Case): [string, string][] {
  const names = Object.keys(inputs).filter(
    (name) => !(name in below) && !truths.includes(name) && !constant.includes(name),
  );
  return names.flatMap((first, at) =>
    names
      .slice(at + 1)
      .filter((second) => sameShape(inputs[first]!, inputs[second]!) && domains[first] === domains[second])
      .map((second): [string, string] => [first, second]),
  );
}

interface Values {
  readonly dtype: "int32" | "float64" | "bool";
  readonly shape: Shape;
  readonly values: readonly number[];
}

function valuesOf(item: Case, generator: Generator): Named<Values> {
  const { inputs, below = {}, domains = {} } = item;
  return mapped(inputs, (shape, name) => {
    const dtype = dtypeIn(item, name, "float64");
    if (dtype === "float64") return { dtype, shape, values: within(domains[name], normal(generator, shape)) };
    return { dtype, shape, values: indices(generator, shape, dtype === "bool" ? 2 : below[name]!) };
  });
}

function normal(generator: Generator, shape: Shape): number[] {
  const values = new Float32Array(elements(shape));
  generator.randn(values);
  return [...values];
}

function within(domain: "positive" | "nonzero" | undefined, values: number[]): number[] {
  if (domain === undefined) return values;
  return values.map((value) => (domain === "positive" || value >= 0 ? Math.abs(value) + 0.5 : value - 0.5));
}

function indices(generator: Generator, shape: Shape, high: number): number[] {
  const values = new Int32Array(elements(shape));
  if (values.length > 0) generator.randint(values, high);
  return [...values];
}
