import type { TypedArray } from "../dtype.ts";
import { tanh as tanh32 } from "../math/tanh.ts";
import type { Tensor } from "../tensor.ts";
import type { Kernels } from "./kernels.ts";
import { forRows, type Row } from "./strided.ts";

const fillRow: Row = (n, _a, _ao, _as, _b, _bo, _bs, y, yo, ys, value) => {
  if (ys === 1) y.fill(value, yo, yo + n);
  else for (let i = 0; i < n; i++) y[yo + i * ys] = value;
};

const copyRow: Row = (n, x, xo, xs, _b, _bo, _bs, y, yo, ys) => {
  for (let i = 0; i < n; i++) y[yo + i * ys] = x[xo + i * xs]!;
};

const copyToBoolRow: Row = (n, x, xo, xs, _b, _bo, _bs, y, yo, ys) => {
  for (let i = 0; i < n; i++) y[yo + i * ys] = x[xo + i * xs] === 0 ? 0 : 1;
};

const accumulateRow: Row = (n, x, xo, xs, _b, _bo, _bs, y, yo, ys) => {
  if (ys === 0) {
    y[yo] = y[yo]! + sumRow(n, x, xo, xs);
  } else {
    for (let i = 0; i < n; i++) y[yo + i * ys]! += x[xo + i * xs]!;
  }
};

/** In double, whatever the dtype. */
function sumRow(n: number, x: TypedArray, xo: number, xs: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += x[xo + i * xs]!;
  return sum;
}

const addRow: Row = (n, a, ao, as, b, bo, bs, y, yo, ys) => {
  for (let i = 0; i < n; i++) y[yo + i * ys] = a[ao + i * as]! + b[bo + i * bs]!;
};

const tanhRow32: Row = (n, x, xo, xs, _b, _bo, _bs, y, yo, ys) => {
  for (let i = 0; i < n; i++) y[yo + i * ys] = tanh32(x[xo + i * xs]!);
};

const tanhRow64: Row = (n, x, xo, xs, _b, _bo, _bs, y, yo, ys) => {
  for (let i = 0; i < n; i++) y[yo + i * ys] = Math.tanh(x[xo + i * xs]!);
};

const tanhBackwardRow: Row = (n, y, yo, ys, dy, dyo, dys, dx, dxo, dxs) => {
  for (let i = 0; i < n; i++) {
    const value = y[yo + i * ys]!;
    dx[dxo + i * dxs]! += dy[dyo + i * dys]! * (1 - value * value);
  }
};

const sgdRow: Row = (n, grad, go, gs, _b, _bo, _bs, parameter, po, ps, lr) => {
  for (let i = 0; i < n; i++) parameter[po + i * ps]! -= lr * grad[go + i * gs]!;
};

/** The kernels that treat each element by itself. */
export const elementwise = {
  fill(y: Tensor, value: number): void {
    forRows(fillRow, y, y, y, y.dtype === "bool" && value !== 0 ? 1 : value);
  },
  copy(x: Tensor, y: Tensor): void {
    forRows(y.dtype === "bool" ? copyToBoolRow : copyRow, x, x, y);
  },
  accumulate(x: Tensor, y: Tensor): void {
    forRows(accumulateRow, x, x, y);
  },
  add(a: Tensor, b: Tensor, y: Tensor): void {
    forRows(addRow, a, b, y);
  },
  tanh(x: Tensor, y: Tensor): void {
    forRows(y.dtype === "float32" ? tanhRow32 : tanhRow64, x, x, y);
  },
  tanhBackward(y: Tensor, dy: Tensor, dx: Tensor): void {
    forRows(tanhBackwardRow, y, dy, dx);
  },
  sgd(parameter: Tensor, grad: Tensor, lr: number): void {
    forRows(sgdRow, grad, grad, parameter, parameter.dtype === "float32" ? Math.fround(lr) : lr);
  },
} satisfies Partial<Kernels>;
