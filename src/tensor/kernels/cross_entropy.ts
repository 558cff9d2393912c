import { DiagnosticError } from "../../base/diagnostic.ts";
import { elements } from "../../base/stridedLayout.ts";
import type { TypedArray } from "../dtype.ts";
import type { Tensor } from "../tensor.ts";
import { CROSS_ENTROPY_DEFAULTS, type CrossEntropyOptions } from "./crossEntropyOptions.ts";
import {
  backwardRow32,
  backwardRow64,
  ignoredRow,
  logSoftmax32,
  logSoftmax64,
  smoothRow32,
  smoothRow64,
  strided32,
} from "./crossEntropyRows.ts";
import type { Kernels } from "./kernels.ts";
import { offsetAt } from "./strided.ts";
import { notAmong } from "../notAmong.ts";

const round = Math.fround;

/** The partial sums of the loss. */
const LEVELS = 8;
const levels = new Float32Array(LEVELS);

/** Stands where a target names no class, as it is the one that is left out. */
export const IGNORED = -1;

/**
 * Holds the negative log-likelihood of the targets, and its derivative. A row is the classes of one target: logits
 * `[c]` have one, `[n, c]` have n, `[n, c, d…]` have n · d. In float32 each step is rounded, and sums are taken in the
 * order, of PyTorch's CPU kernels with AVX2 (`aten/src/ATen/native/cpu/SoftMaxKernel.cpp`, `LossNLL.cpp`): where the
 * classes are the last dimension the result has their bits. Float64 asks the engine. Why `| 0`: see `gemm.ts`.
 */
export const crossEntropy = {
  crossEntropy(
    logits: Tensor,
    target: Tensor,
    loss: Tensor,
    logProbabilities: Tensor,
    options: CrossEntropyOptions = CROSS_ENTROPY_DEFAULTS,
  ): void {
    const axis = classAxis(logits);
    const row =
      logits.dtype === "float32" ? (axis === logits.shape.length - 1 ? logSoftmax32 : strided32) : logSoftmax64;
    const classes = logits.shape[axis]! | 0;
    const [from, to] = [firstOfRows(logits, axis), firstOfRows(logProbabilities, axis)];
    const [xs, ys] = [logits.stride[axis]! | 0, logProbabilities.stride[axis]! | 0];
    const [x, y] = [logits.storage.data, logProbabilities.storage.data];
    const rows = elements(from.shape);
    for (let i = 0; i < rows; i++) row(x, offsetOf(from, i) | 0, xs, classes, y, offsetOf(to, i) | 0, ys);
    if (options.reduction === "none") eachLoss(to, ys, classes, target, loss, options);
    else loss.storage.data[loss.offset] = reducedLoss(to, ys, classes, target, options);
  },
  crossEntropyBackward(
    logProbabilities: Tensor,
    target: Tensor,
    dloss: Tensor,
    dlogits: Tensor,
    options: CrossEntropyOptions = CROSS_ENTROPY_DEFAULTS,
  ): void {
    const { reduction, labelSmoothing } = options;
    const axis = classAxis(logProbabilities);
    const classes = logProbabilities.shape[axis]! | 0;
    const from = firstOfRows(logProbabilities, axis);
    const step = logProbabilities.stride[axis]! | 0;
    const [x, dx] = [logProbabilities.storage.data, dlogits.storage.data];
    const [d, rows] = [dloss.storage.data, elements(from.shape)];
    const n = reduction === "mean" ? countTaken(target, rows, options) : 1;
    const is32 = logProbabilities.dtype === "float32";
    const row = is32 ? backwardRow32 : backwardRow64;
    const smooth = is32 ? smoothRow32 : smoothRow64;
    const whole = d[dloss.offset]! / n;
    for (let i = 0; i < rows; i++) {
      const at = offsetOf(from, i) | 0;
      // Both are contiguous and of one shape.
      const to = (dlogits.offset + at - logProbabilities.offset) | 0;
      const hit = classAt(target, i, classes, options);
      const scale = reduction === "none" ? d[offsetOf(dloss, i)]! : whole;
      if (hit === IGNORED) ignoredRow(x, at, step, dx, to, classes);
      else if (labelSmoothing > 0) smooth(x, at, step, dx, to, classes, hit, scale, labelSmoothing);
      else row(x, at, step, dx, to, classes, hit, scale);
    }
  },
} satisfies Partial<Kernels>;

/** Returns the dimension of the classes. */
export function classAxis({ shape }: Tensor): number {
  return shape.length === 1 ? 0 : 1;
}

/** Returns the first element of each row: the tensor without its dimension of classes. */
export function firstOfRows(tensor: Tensor, axis: number): Tensor {
  const [shape, stride] = [tensor.shape.toSpliced(axis, 1), tensor.stride.toSpliced(axis, 1)];
  return { ...tensor, shape, stride };
}

/** Says where the `row`-th element lies in the storage; at once where there are no or one dimension. */
export function offsetOf(tensor: Tensor, row: number): number {
  return tensor.shape.length === 1 ? tensor.offset + row * tensor.stride[0]! : offsetAt(tensor, row);
}

/** Returns the class that the `row`-th target names, or {@link IGNORED}. Throws PyTorch's sentence when there is no such class. */
export function classAt(target: Tensor, row: number, classes: number, { ignoreIndex }: CrossEntropyOptions): number {
  const value = target.storage.data[offsetOf(target, row)]!;
  if (value === ignoreIndex) return IGNORED;
  if (value < 0 || value >= classes) {
    throw DiagnosticError.of(`Target ${value} is out of bounds.`, {
      plain: `Of the classes: ${notAmong(value, classes)}`,
    });
  }
  return value;
}

/** Counts the targets that are not ignored. */
export function countTaken(target: Tensor, rows: number, { ignoreIndex }: CrossEntropyOptions): number {
  let count = 0;
  for (let i = 0; i < rows; i++) if (target.storage.data[offsetOf(target, i)] !== ignoreIndex) count++;
  return count;
}

/** Returns the sum or the mean of the losses of the rows. With label smoothing it is mixed with that over all classes, evenly. */
export function reducedLoss(
  rows: Tensor,
  step: number,
  classes: number,
  target: Tensor,
  options: CrossEntropyOptions,
): number {
  const { reduction, labelSmoothing } = options;
  const rounded = rows.dtype === "float32" ? round : asItIs;
  const sum = rows.dtype === "float32" ? sumOfLosses32 : sumOfLosses64;
  const n = reduction === "mean" ? countTaken(target, elements(rows.shape), options) : 1;
  const loss = rounded(sum(rows, step, classes, target, options) / n);
  if (labelSmoothing === 0) return loss;
  const x = rows.storage.data;
  let even = 0;
  for (let i = 0; i < elements(rows.shape); i++) {
    if (classAt(target, i, classes, options) !== IGNORED) even -= sumOf(x, offsetOf(rows, i), step, classes);
  }
  return smoothed(loss, rounded(even / n), classes, labelSmoothing, rounded);
}

/** Writes the loss of each row by itself; 0 of one that is ignored. */
export function eachLoss(
  rows: Tensor,
  step: number,
  classes: number,
  target: Tensor,
  loss: Tensor,
  options: CrossEntropyOptions,
): void {
  const { labelSmoothing } = options;
  const rounded = rows.dtype === "float32" ? round : asItIs;
  const x = rows.storage.data;
  for (let i = 0; i < elements(rows.shape); i++) {
    const at = offsetOf(rows, i);
    const hit = classAt(target, i, classes, options);
    const own = hit === IGNORED ? 0 : -x[at + hit * step]!;
    const even = hit === IGNORED || labelSmoothing === 0 ? 0 : rounded(-sumOf(x, at, step, classes));
    const whole = labelSmoothing === 0 ? own : smoothed(own, even, classes, labelSmoothing, rounded);
    loss.storage.data[offsetOf(loss, i)] = whole;
  }
}

function sumOf(x: TypedArray, from: number, step: number, count: number): number {
  let sum = 0;
  for (let j = 0; j < count; j++) sum += x[from + j * step]!;
  return sum;
}

/** `(1 − smoothing) · loss + smoothing / classes · even`, each step rounded. */
function smoothed(
  loss: number,
  even: number,
  classes: number,
  smoothing: number,
  rounded: (value: number) => number,
): number {
  return rounded(rounded(loss * rounded(1 - smoothing)) + rounded(even * rounded(smoothing / classes)));
}

function asItIs(value: number): number {
  return value;
}

/**
 * The sum goes up a level after the rows 0, 16, 32, … and the levels above with every 16th, as in `LossNLL.cpp`; not
 * after a row that is ignored.
 */
function sumOfLosses32(
  rows: Tensor,
  step: number,
  classes: number,
  target: Tensor,
  options: CrossEntropyOptions,
): number {
  const n = elements(rows.shape);
  const x = rows.storage.data;
  levels.fill(0);
  for (let i = 0; i < n; i++) {
    const hit = classAt(target, i, classes, options);
    if (hit === IGNORED) continue;
    levels[0]! -= x[offsetOf(rows, i) + hit * step]!;
    for (let level = 0; level + 1 < LEVELS && (i & (15 << (4 * level))) === 0; level++) {
      levels[level + 1]! += levels[level]!;
      levels[level] = 0;
    }
  }
  let total = 0;
  for (const sum of levels) total = round(total + sum);
  return total;
}

function sumOfLosses64(
  rows: Tensor,
  step: number,
  classes: number,
  target: Tensor,
  options: CrossEntropyOptions,
): number {
  let total = 0;
  for (let i = 0; i < elements(rows.shape); i++) {
    const hit = classAt(target, i, classes, options);
    if (hit !== IGNORED) total -= rows.storage.data[offsetOf(rows, i) + hit * step]!;
  }
  return total;
}
