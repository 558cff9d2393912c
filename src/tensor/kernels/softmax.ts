import type { TypedArray } from "../dtype.ts";
import { exp as exp32 } from "../../math/exp.ts";
import { log as log32 } from "../../math/log.ts";
import type { Tensor } from "../tensor.ts";
import type { ScalarFunction } from "./functions.ts";
import type { Kernels } from "./kernels.ts";
import { forLanes } from "./lanes.ts";
import type { Row } from "./strided.ts";

/** The largest; a nan beside others is seen by the sum. */
function maxOf(n: number, x: TypedArray, xo: number, xs: number): number {
  let max = -Infinity;
  for (let i = 0; i < n; i++) {
    const value = x[xo + i * xs]!;
    if (value > max) max = value;
  }
  return max;
}

function sumOfExp(n: number, x: TypedArray, xo: number, xs: number, max: number, exp: ScalarFunction): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += exp(x[xo + i * xs]! - max);
  return sum;
}

const softmaxRow =
  (exp: ScalarFunction): Row =>
  (n, x, xo, xs, _b, _bo, _bs, y, yo, ys) => {
    const max = maxOf(n, x, xo, xs);
    const sum = sumOfExp(n, x, xo, xs, max, exp);
    for (let i = 0; i < n; i++) y[yo + i * ys] = exp(x[xo + i * xs]! - max) / sum;
  };

const logSoftmaxRow =
  (exp: ScalarFunction, log: ScalarFunction): Row =>
  (n, x, xo, xs, _b, _bo, _bs, y, yo, ys) => {
    const max = maxOf(n, x, xo, xs);
    const logSum = log(sumOfExp(n, x, xo, xs, max, exp));
    for (let i = 0; i < n; i++) y[yo + i * ys] = x[xo + i * xs]! - max - logSum;
  };

// What is added to a gradient is rounded before, as PyTorch's, which has it in a tensor of its own.

const softmaxBackwardRow =
  (single: boolean): Row =>
  (n, y, yo, ys, dy, dyo, dys, dx, dxo, dxs) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += dy[dyo + i * dys]! * y[yo + i * ys]!;
    for (let i = 0; i < n; i++) {
      const part = y[yo + i * ys]! * (dy[dyo + i * dys]! - sum);
      dx[dxo + i * dxs]! += single ? Math.fround(part) : part;
    }
  };

const logSoftmaxBackwardRow =
  (exp: ScalarFunction, single: boolean): Row =>
  (n, y, yo, ys, dy, dyo, dys, dx, dxo, dxs) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += dy[dyo + i * dys]!;
    for (let i = 0; i < n; i++) {
      const part = dy[dyo + i * dys]! - exp(y[yo + i * ys]!) * sum;
      dx[dxo + i * dxs]! += single ? Math.fround(part) : part;
    }
  };

const softmaxRow32 = softmaxRow(exp32);
const softmaxRow64 = softmaxRow(Math.exp);
const logSoftmaxRow32 = logSoftmaxRow(exp32, log32);
const logSoftmaxRow64 = logSoftmaxRow(Math.exp, Math.log);
const softmaxBackwardRow32 = softmaxBackwardRow(true);
const softmaxBackwardRow64 = softmaxBackwardRow(false);
/** A probability that is too small for float32 is 0. */
const logSoftmaxBackwardRow32 = logSoftmaxBackwardRow((x) => Math.fround(exp32(x)), true);
const logSoftmaxBackwardRow64 = logSoftmaxBackwardRow(Math.exp, false);

/** Holds the kernels that make numbers into probabilities. Everything within a line is computed in double. */
export const softmax = {
  softmax(x: Tensor, dim: number, y: Tensor): void {
    forLanes(y.dtype === "float32" ? softmaxRow32 : softmaxRow64, dim, x, x, y);
  },
  softmaxBackward(y: Tensor, dim: number, dy: Tensor, dx: Tensor): void {
    forLanes(dx.dtype === "float32" ? softmaxBackwardRow32 : softmaxBackwardRow64, dim, y, dy, dx);
  },
  logSoftmax(x: Tensor, dim: number, y: Tensor): void {
    forLanes(y.dtype === "float32" ? logSoftmaxRow32 : logSoftmaxRow64, dim, x, x, y);
  },
  logSoftmaxBackward(y: Tensor, dim: number, dy: Tensor, dx: Tensor): void {
    forLanes(dx.dtype === "float32" ? logSoftmaxBackwardRow32 : logSoftmaxBackwardRow64, dim, y, dy, dx);
  },
} satisfies Partial<Kernels>;
