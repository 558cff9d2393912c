import { DiagnosticError } from "../../base/diagnostic.ts";
import type { TypedArray } from "../dtype.ts";
import { exp32 } from "../../math/exp32.ts";
import { log32 } from "../../math/log32.ts";
import type { Tensor } from "../tensor.ts";
import type { Kernels } from "./kernels.ts";

const round = Math.fround;

/** What a vector register of AVX2 holds. */
const LANES = 8;
const lanes = new Float32Array(LANES);

/** The partial sums of the loss. */
const LEVELS = 8;
const levels = new Float32Array(LEVELS);

/**
 * The mean negative log-likelihood of a batch, and its derivative. In float32 each step is rounded, and sums are taken
 * in the order, of PyTorch's CPU kernels with AVX2 (`aten/src/ATen/native/cpu/SoftMaxKernel.cpp`, `LossNLL.cpp`): the
 * result has their bits. Float64 asks the engine. Why `| 0`: see `gemm.ts`.
 */
export const crossEntropy = {
  crossEntropy(logits: Tensor, target: Tensor, loss: Tensor, logProbabilities: Tensor): void {
    const [n, classes, column] = [logits.shape[0]!, logits.shape[1]! | 0, logits.stride[1]! | 0];
    const x = logits.storage.data;
    const y = logProbabilities.storage.data;
    const row = logits.dtype === "float32" ? logSoftmax32 : logSoftmax64;
    for (let i = 0; i < n; i++) {
      const from = (logits.offset + i * logits.stride[0]!) | 0;
      row(x, from, column, classes, y, (logProbabilities.offset + i * classes) | 0);
    }
    const mean = logits.dtype === "float32" ? meanLoss32 : meanLoss64;
    loss.storage.data[loss.offset] = mean(logProbabilities, target);
  },
  crossEntropyBackward(logProbabilities: Tensor, target: Tensor, dloss: Tensor, dlogits: Tensor): void {
    const [n, classes] = [logProbabilities.shape[0]!, logProbabilities.shape[1]! | 0];
    const x = logProbabilities.storage.data;
    const dx = dlogits.storage.data;
    const scale = dloss.storage.data[dloss.offset]! / n;
    const row = logProbabilities.dtype === "float32" ? backwardRow32 : backwardRow64;
    for (let i = 0; i < n; i++) {
      const from = (logProbabilities.offset + i * classes) | 0;
      const to = (dlogits.offset + i * classes) | 0;
      row(x, from, dx, to, classes, classAt(target, i, classes), scale);
    }
  },
} satisfies Partial<Kernels>;

/** The class that the `row`-th target names. Throws PyTorch's sentence when there is no such class. */
function classAt(target: Tensor, row: number, classes: number): number {
  const value = target.storage.data[target.offset + row * target.stride[0]!]!;
  if (value < 0 || value >= classes) throw DiagnosticError.of(`Target ${value} is out of bounds.`);
  return value;
}

function maxOf(x: TypedArray, from: number, stride: number, count: number): number {
  let max = -Infinity;
  for (let j = 0; j < count; j++) {
    const value = x[from + j * stride]!;
    if (value > max) max = value;
  }
  return max;
}

function logSoftmax32(x: TypedArray, from: number, stride: number, classes: number, y: TypedArray, to: number): void {
  const max = maxOf(x, from, stride, classes);
  const logSum = log32(sumOfExp32(x, from, stride, classes, max));
  for (let j = 0; j < classes; j++) y[to + j] = round(x[from + j * stride]! - max) - logSum;
}

/** Fewer than 8 are added in order; of more, every eighth, and these eight sums in halves. */
function sumOfExp32(x: TypedArray, from: number, stride: number, count: number, max: number): number {
  if (count < LANES) {
    let sum = 0;
    for (let j = 0; j < count; j++) sum = round(sum + exp32(round(x[from + j * stride]! - max)));
    return sum;
  }
  lanes.fill(0);
  for (let j = 0; j < count; j++) lanes[j % LANES]! += exp32(round(x[from + j * stride]! - max));
  for (let half = LANES / 2; half >= 1; half /= 2) {
    for (let lane = 0; lane < half; lane++) lanes[lane]! += lanes[lane + half]!;
  }
  return lanes[0]!;
}

/** The sum goes up a level after the rows 0, 16, 32, … and the levels above with every 16th, as in `LossNLL.cpp`. */
function meanLoss32(logProbabilities: Tensor, target: Tensor): number {
  const [n, classes] = [logProbabilities.shape[0]!, logProbabilities.shape[1]!];
  const x = logProbabilities.storage.data;
  levels.fill(0);
  for (let i = 0; i < n; i++) {
    levels[0]! -= x[logProbabilities.offset + i * classes + classAt(target, i, classes)]!;
    for (let level = 0; level + 1 < LEVELS && (i & (15 << (4 * level))) === 0; level++) {
      levels[level + 1]! += levels[level]!;
      levels[level] = 0;
    }
  }
  let total = 0;
  for (const sum of levels) total = round(total + sum);
  return total / n;
}

function backwardRow32(
  x: TypedArray,
  from: number,
  dx: TypedArray,
  to: number,
  classes: number,
  hit: number,
  scale: number,
): void {
  const share = round(scale);
  const before = dx[to + hit]!;
  for (let j = 0; j < classes; j++) dx[to + j]! += round(share * exp32(x[from + j]!));
  dx[to + hit] = before + round(share * exp32(x[from + hit]!) - share);
}

function logSoftmax64(x: TypedArray, from: number, stride: number, classes: number, y: TypedArray, to: number): void {
  const max = maxOf(x, from, stride, classes);
  let sum = 0;
  for (let j = 0; j < classes; j++) sum += Math.exp(x[from + j * stride]! - max);
  const logSum = Math.log(sum);
  for (let j = 0; j < classes; j++) y[to + j] = x[from + j * stride]! - max - logSum;
}

function meanLoss64(logProbabilities: Tensor, target: Tensor): number {
  const [n, classes] = [logProbabilities.shape[0]!, logProbabilities.shape[1]!];
  const x = logProbabilities.storage.data;
  let total = 0;
  for (let i = 0; i < n; i++) total -= x[logProbabilities.offset + i * classes + classAt(target, i, classes)]!;
  return total / n;
}

function backwardRow64(
  x: TypedArray,
  from: number,
  dx: TypedArray,
  to: number,
  classes: number,
  hit: number,
  scale: number,
): void {
  const before = dx[to + hit]!;
  for (let j = 0; j < classes; j++) dx[to + j]! += scale * Math.exp(x[from + j]!);
  dx[to + hit] = before + scale * (Math.exp(x[from + hit]!) - 1);
}
