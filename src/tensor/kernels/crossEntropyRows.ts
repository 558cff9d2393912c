import type { TypedArray } from "../dtype.ts";
import { exp32 } from "../../math/exp32.ts";
import { madd32 } from "../../math/madd32.ts";
import { log32 } from "../../math/log32.ts";

/* The loops of cross_entropy over the classes of one row. In float32 each step is rounded as PyTorch's is. */

const round = Math.fround;

/** What a vector register of AVX2 holds. */
const LANES = 8;
const lanes = new Float32Array(LANES);

function maxOf(x: TypedArray, from: number, stride: number, count: number): number {
  let max = -Infinity;
  for (let j = 0; j < count; j++) {
    const value = x[from + j * stride]!;
    if (value > max) max = value;
  }
  return max;
}

/** Writes the log-softmax of `classes` elements, `xs` apart, to elements `ys` apart. */
type LogSoftmaxRow = (
  x: TypedArray,
  from: number,
  xs: number,
  classes: number,
  y: TypedArray,
  to: number,
  ys: number,
) => void;

export const logSoftmax32: LogSoftmaxRow = (x, from, xs, classes, y, to, ys) => {
  const max = maxOf(x, from, xs, classes);
  const logSum = log32(sumOfExp32(x, from, xs, classes, max));
  for (let j = 0; j < classes; j++) y[to + j * ys] = round(x[from + j * xs]! - max) - logSum;
};

/** Fewer than 8 are added in order; of more, every eighth, and these eight sums in halves. */
function sumOfExp32(x: TypedArray, from: number, stride: number, count: number, max: number): number {
  if (count < LANES) return sumInOrder32(x, from, stride, count, max);
  lanes.fill(0);
  for (let j = 0; j < count; j++) lanes[j % LANES]! += exp32(round(x[from + j * stride]! - max));
  for (let half = LANES / 2; half >= 1; half /= 2) {
    for (let lane = 0; lane < half; lane++) lanes[lane]! += lanes[lane + half]!;
  }
  return lanes[0]!;
}

function sumInOrder32(x: TypedArray, from: number, stride: number, count: number, max: number): number {
  let sum = 0;
  for (let j = 0; j < count; j++) sum = round(sum + exp32(round(x[from + j * stride]! - max)));
  return sum;
}

/** Goes along classes that other dimensions follow: a register holds eight of those, and each sum is in order. */
export const strided32: LogSoftmaxRow = (x, from, xs, classes, y, to, ys) => {
  const max = maxOf(x, from, xs, classes);
  const logSum = log32(sumInOrder32(x, from, xs, classes, max));
  for (let j = 0; j < classes; j++) y[to + j * ys] = round(x[from + j * xs]! - max) - logSum;
};

export const logSoftmax64: LogSoftmaxRow = (x, from, xs, classes, y, to, ys) => {
  const max = maxOf(x, from, xs, classes);
  let sum = 0;
  for (let j = 0; j < classes; j++) sum += Math.exp(x[from + j * xs]! - max);
  const logSum = Math.log(sum);
  for (let j = 0; j < classes; j++) y[to + j * ys] = x[from + j * xs]! - max - logSum;
};

/** Adds to a row of the logits' gradient, `step` apart, `scale · (exp(x) − (j == hit))`. */
type BackwardRow = (
  x: TypedArray,
  from: number,
  step: number,
  dx: TypedArray,
  to: number,
  classes: number,
  hit: number,
  scale: number,
) => void;

/** The same where `smoothing` mixes the one target with all classes evenly. */
type SmoothRow = (...all: [...Parameters<BackwardRow>, smoothing: number]) => void;

export const backwardRow32: BackwardRow = (x, from, step, dx, to, classes, hit, scale) => {
  const share = round(scale);
  const at = hit * step;
  const before = dx[to + at]!;
  for (let j = 0; j < classes * step; j += step) dx[to + j]! += round(share * exp32(x[from + j]!));
  dx[to + at] = before + madd32(share, exp32(x[from + at]!), -share);
};

export const backwardRow64: BackwardRow = (x, from, step, dx, to, classes, hit, scale) => {
  const at = hit * step;
  const before = dx[to + at]!;
  for (let j = 0; j < classes * step; j += step) dx[to + j]! += scale * Math.exp(x[from + j]!);
  dx[to + at] = before + scale * (Math.exp(x[from + at]!) - 1);
};

/** Returns the slope of every class and of the target where `smoothing` mixes them, and the sum of all. */
export function smoothingOf(
  classes: number,
  scale: number,
  smoothing: number,
): { readonly even: number; readonly own: number; readonly sum: number } {
  const even = -round(round(scale) * round(smoothing / classes));
  const own = round(even - round(round(scale) * round(1 - smoothing)));
  return { even, own, sum: round(even * (classes - 1) + own) };
}

/** Adds, as PyTorch does, the gradient of the log-probabilities, and what log_softmax's backward makes of it. */
export const smoothRow32: SmoothRow = (x, from, step, dx, to, classes, hit, scale, smoothing) => {
  const { even, own, sum } = smoothingOf(classes, scale, smoothing);
  for (let j = 0; j < classes; j++) {
    const slope = j === hit ? own : even;
    dx[to + j * step]! += round(slope - round(exp32(x[from + j * step]!) * sum));
  }
};

export const smoothRow64: SmoothRow = (x, from, step, dx, to, classes, hit, scale, smoothing) => {
  for (let j = 0; j < classes; j++) {
    const wanted = smoothing / classes + (j === hit ? 1 - smoothing : 0);
    dx[to + j * step]! += scale * (Math.exp(x[from + j * step]!) - wanted);
  }
};

/** No gradient comes back through a row that is ignored, but for a nan: log_softmax's backward multiplies it by 0. */
export function ignoredRow(
  x: TypedArray,
  from: number,
  step: number,
  dx: TypedArray,
  to: number,
  classes: number,
): void {
  for (let j = 0; j < classes; j++) if (Number.isNaN(x[from + j * step])) dx[to + j * step] = Number.NaN;
}
