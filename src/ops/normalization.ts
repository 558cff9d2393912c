import { contiguousStride } from "../base/stridedLayout.ts";
import type { DType } from "../tensor/dtype.ts";
import type { Kernels } from "../tensor/kernels/kernels.ts";
import type { Shape } from "../tensor/shape.ts";
import type { Tensor } from "../tensor/tensor.ts";
import type { Attributes, Result, TensorSpec } from "./contract/op.ts";
import { reducedCount, reducedShape, spread } from "./reduction.ts";
import { formula } from "./why/formula.ts";
import { reducedBox, reducedSubscripts } from "./why/reducedBox.ts";
import { literal, subscriptTerm, type Subscript, type Term } from "./contract/term.ts";
import type { Index, Why, Workings } from "./contract/why.ts";

/** Is added to the variance, so that nothing is divided by 0. */
export const EPS = 1e-5;

type Saved = Readonly<Record<string, Tensor>>;

/** Holds what is normalised over `dims`, then scaled and shifted by weight and bias, which are repeated over `others`. */
export interface Normalized {
  readonly x: Tensor;
  readonly dims: readonly number[];
  readonly others: readonly number[];
  readonly weight: Tensor | undefined;
  readonly bias: Tensor | undefined;
}

interface NormalizedResult extends Result {
  readonly saved: Required<Result>["saved"] & { readonly mean: { readonly dtype: DType; readonly shape: Shape } };
}

/**
 * Returns what both normalisations save: the means, 1 / √(variance + eps), the normalised x, and scratch for its
 * gradient.
 */
export function normalizedResult({ dtype, shape }: TensorSpec, dims: readonly number[]): NormalizedResult {
  const statistics = { dtype, shape: reducedShape(shape, dims) };
  // They lie as the gradient does, whose kernel goes through all three in step.
  const whole = { dtype, shape, stride: contiguousStride(shape) };
  return { dtype, shape, saved: { mean: statistics, inverse_std: statistics, normalized: whole, scaled: whole } };
}

/** Calculates y = (x − mean) · inverse_std · weight + bias. */
export function applyStatistics(
  { x, dims, others, weight, bias }: Normalized,
  mean: Tensor,
  y: Tensor,
  saved: Saved,
  kernels: Kernels,
): void {
  const normalized = saved.normalized!;
  kernels.sub(x, spread(mean, x.shape, dims), normalized);
  kernels.mul(normalized, spread(saved.inverse_std!, x.shape, dims), normalized);
  if (weight === undefined) kernels.copy(normalized, y);
  else kernels.mul(normalized, spread(weight, x.shape, others), y);
  if (bias !== undefined) kernels.add(y, spread(bias, x.shape, others), y);
}

/** Adds weight's and bias's gradients; the gradient of the normalised x, which is returned, is left in scratch. */
export function affineBackward(
  { x, others, weight }: Normalized,
  dy: Tensor,
  grads: Readonly<Partial<Record<string, Tensor>>>,
  saved: Saved,
  kernels: Kernels,
): Tensor {
  if (grads.weight !== undefined) kernels.addProduct(dy, saved.normalized!, spread(grads.weight, x.shape, others));
  if (grads.bias !== undefined) kernels.accumulate(dy, spread(grads.bias, x.shape, others));
  if (weight === undefined) kernels.copy(dy, saved.scaled!);
  else kernels.mul(dy, spread(weight, x.shape, others), saved.scaled!);
  return saved.scaled!;
}

/**
 * Says over which dimensions x is normalised and over which weight and bias repeat; whether by x's own statistics; eps;
 * and what 1 / √(variance + eps) is where both are 0.
 */
export interface NormalizedWhy {
  readonly dims: readonly number[];
  readonly others: readonly number[];
  readonly own: boolean;
  readonly eps: number;
  readonly ofConstant: "0" | "inf";
}

/** Returns the why of both normalisations. */
export function normalizationWhy<A extends Attributes>(
  layout: (shape: Shape, attributes: A) => NormalizedWhy,
): Why<string, A> {
  const of = ({ inputs, attributes }: Workings<string, A>): NormalizedWhy => layout(inputs.x!.shape, attributes);
  return {
    forward: (at, from) => affine(at, from, of(from)),
    backward(input, at, from) {
      const { dims, others, own } = of(from);
      const { dy, saved, inputs, sum } = from;
      if (input === "x")
        return own ? byOwnStatistics(at, from, dims, others) : byGivenStatistics(at, from, dims, others);
      const all = reducedBox(inputs.x!.shape, others, at);
      if (input === "bias") return sum(all, (subscripts) => dy.at(subscripts));
      return sum(all, (subscripts) => product({ a: dy.at(subscripts), b: saved.normalized!.at(subscripts) }));
    },
    saved(name, at, from) {
      const { dims, own, eps, ofConstant } = of(from);
      if (name === "mean") return own ? meanOf(at, from, dims) : from.inputs.running_mean!.at(at);
      if (name === "inverse_std") {
        const v = own ? varianceOf(at, from, dims) : from.inputs.running_var!.at(at);
        const root = ofConstant === "0" && eps === 0 ? inverseRootOrZero : inverseRoot;
        return root({ v, eps: literal(eps) });
      }
      return normalized(parts(at, from, dims));
    },
  };
}

const normalized = formula("(x - mean) * r");
const scaled = formula("n * weight");
const shifted = formula("n + bias");
const divided = formula("s / count");
const squared = formula("(x - mean) ^ 2");
const inverseRoot = formula("1 / sqrt(v + eps)");
const inverseRootOrZero = formula("v + eps == 0 ? 0 : 1 / sqrt(v + eps)");
const product = formula("a * b");
const equal = formula("i == j");
/** x moves its own mean and variance. */
const ownSlope = formula("r * (same - 1 / count - n * other / count)");

/** A statistic's cells, x's and 1 / √(variance + eps), at an index. */
function parts(at: Index, { inputs, saved }: Workings, dims: readonly number[]): Record<"x" | "mean" | "r", Term> {
  const statistic = reducedSubscripts(at, dims);
  return { x: inputs.x!.at(at), mean: saved.mean!.at(statistic), r: saved.inverse_std!.at(statistic) };
}

function affine(at: Index, from: Workings, { dims, others }: NormalizedWhy): Term {
  const { weight, bias } = from.inputs;
  const own = reducedSubscripts(at, others);
  const n = normalized(parts(at, from, dims));
  const times = weight === undefined ? n : scaled({ n, weight: weight.at(own) });
  return bias === undefined ? times : shifted({ n: times, bias: bias.at(own) });
}

/** dy, times weight where there is one. */
function upstream(
  subscripts: readonly Subscript[],
  { dy, inputs: { weight } }: Workings,
  others: readonly number[],
): Term {
  const d = dy.at(subscripts);
  return weight === undefined ? d : product({ a: d, b: weight.at(reducedSubscripts(subscripts, others)) });
}

function byGivenStatistics(at: Index, from: Workings, dims: readonly number[], others: readonly number[]): Term {
  return product({ a: upstream(at, from, others), b: from.saved.inverse_std!.at(reducedSubscripts(at, dims)) });
}

function byOwnStatistics(at: Index, from: Workings, dims: readonly number[], others: readonly number[]): Term {
  const statistic = reducedSubscripts(at, dims);
  const count = literal(reducedCount(from.inputs.x!.shape, dims));
  const r = from.saved.inverse_std!.at(statistic);
  const n = from.saved.normalized!.at(at);
  return from.sum(reducedBox(from.inputs.x!.shape, dims, statistic), (subscripts) => {
    const same = dims
      .map((axis): Term => equal({ i: subscriptTerm(subscripts[axis]!), j: literal(at[axis]!) }))
      .reduce((a, b) => product({ a, b }));
    const other = from.saved.normalized!.at(subscripts);
    return product({ a: upstream(subscripts, from, others), b: ownSlope({ r, same, count, n, other }) });
  });
}

function meanOf(at: Index, { inputs: { x }, sum }: Workings, dims: readonly number[]): Term {
  const s = sum(reducedBox(x!.shape, dims, at), (subscripts) => x!.at(subscripts));
  return divided({ s, count: literal(reducedCount(x!.shape, dims)) });
}

function varianceOf(at: Index, { inputs: { x }, saved, sum }: Workings, dims: readonly number[]): Term {
  const mean = saved.mean!.at(at);
  const s = sum(reducedBox(x!.shape, dims, at), (subscripts) => squared({ x: x!.at(subscripts), mean }));
  return divided({ s, count: literal(reducedCount(x!.shape, dims)) });
}
