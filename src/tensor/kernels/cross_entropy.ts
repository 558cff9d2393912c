import { DiagnosticError } from "../../base/diagnostic.ts";
import type { TypedArray } from "../dtype.ts";
import { exp as exp32 } from "../math/exp.ts";
import { log as log32 } from "../math/log.ts";
import type { Tensor } from "../tensor.ts";
import type { Kernels } from "./kernels.ts";

/**
 * The mean negative log-likelihood of a batch, and its derivative. Everything within a row is computed
 * in double. Why `| 0`: see `gemm.ts`.
 */
export const crossEntropy = {
  crossEntropy(logits: Tensor, target: Tensor, loss: Tensor, logProbabilities: Tensor): void {
    const n = logits.shape[0]!;
    const classes = logits.shape[1]! | 0;
    const column = logits.stride[1]! | 0;
    const x = logits.storage.data;
    const y = logProbabilities.storage.data;
    const single = logits.dtype === "float32";
    let total = 0;
    for (let i = 0; i < n; i++) {
      const from = (logits.offset + i * logits.stride[0]!) | 0;
      const to = (logProbabilities.offset + i * classes) | 0;
      const max = maxOf(x, from, column, classes);
      const sum = single ? sumOfExp32(x, from, column, classes, max) : sumOfExp64(x, from, column, classes, max);
      const logSum = single ? log32(sum) : Math.log(sum);
      for (let j = 0; j < classes; j++) y[to + j] = x[from + j * column]! - max - logSum;
      total -= x[from + classAt(target, i, classes) * column]! - max - logSum;
    }
    loss.storage.data[loss.offset] = total / n;
  },
  crossEntropyBackward(logProbabilities: Tensor, target: Tensor, dloss: Tensor, dlogits: Tensor): void {
    const n = logProbabilities.shape[0]!;
    const classes = logProbabilities.shape[1]! | 0;
    const x = logProbabilities.storage.data;
    const dx = dlogits.storage.data;
    const scale = dloss.storage.data[dloss.offset]! / n;
    const single = logProbabilities.dtype === "float32";
    for (let i = 0; i < n; i++) {
      const from = (logProbabilities.offset + i * classes) | 0;
      const to = (dlogits.offset + i * classes) | 0;
      const hit = classAt(target, i, classes);
      const before = dx[to + hit]!;
      if (single) addExp32(x, from, dx, to, classes, scale);
      else addExp64(x, from, dx, to, classes, scale);
      const probability = single ? exp32(x[from + hit]!) : Math.exp(x[from + hit]!);
      dx[to + hit] = before + scale * (probability - 1);
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

// Each loop twice, for float32 with Wiregrad's own functions and for float64 with the engine's.

function sumOfExp32(x: TypedArray, from: number, stride: number, count: number, max: number): number {
  let sum = 0;
  for (let j = 0; j < count; j++) sum += exp32(x[from + j * stride]! - max);
  return sum;
}

function sumOfExp64(x: TypedArray, from: number, stride: number, count: number, max: number): number {
  let sum = 0;
  for (let j = 0; j < count; j++) sum += Math.exp(x[from + j * stride]! - max);
  return sum;
}

function addExp32(x: TypedArray, from: number, dx: TypedArray, to: number, count: number, scale: number): void {
  for (let i = 0; i < count; i++) dx[to + i]! += scale * exp32(x[from + i]!);
}

function addExp64(x: TypedArray, from: number, dx: TypedArray, to: number, count: number, scale: number): void {
  for (let i = 0; i < count; i++) dx[to + i]! += scale * Math.exp(x[from + i]!);
}
