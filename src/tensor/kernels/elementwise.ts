import { isFloat, type TypedArray } from "../dtype.ts";
import { decidedTanh32, undecidedTanh32 } from "../../math/tanh32.ts";
import type { Tensor } from "../tensor.ts";
import type { Kernels } from "./kernels.ts";
import { forRows, type Row } from "./strided.ts";
import { adjacentSum, cascadedColumns, cascadeSum, interleavedSum } from "./sums.ts";

const round = Math.fround;

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

/** As x86 converts: what is no int32, and nan, becomes the least of them. */
const copyToIntRow: Row = (n, x, xo, xs, _b, _bo, _bs, y, yo, ys) => {
  for (let i = 0; i < n; i++) {
    const value = x[xo + i * xs]!;
    y[yo + i * ys] = value > LEAST_INT - 1 && value < -LEAST_INT ? value : LEAST_INT;
  }
};

const LEAST_INT = -(2 ** 31);

/** Where `y` stands still, it gets the sum in PyTorch's order; what lies before `cascaded` in `y` gets the cascades. */
const accumulateRow32: Row = (n, x, xo, xs, _b, _bo, _bs, y, yo, ys, cascaded) => {
  if (ys !== 0) {
    for (let i = 0; i < n; i++) y[yo + i * ys]! += x[xo + i * xs]!;
  } else if (xs === 1 && n >= 8) {
    y[yo]! += adjacentSum(x, xo, n);
  } else {
    y[yo]! += yo < cascaded ? cascadeSum(x, xo, xs, n) : interleavedSum(x, xo, xs, n);
  }
};

const accumulateRow: Row = (n, x, xo, xs, _b, _bo, _bs, y, yo, ys) => {
  if (ys === 0) {
    y[yo] = y[yo]! + sumRow(n, x, xo, xs);
  } else {
    for (let i = 0; i < n; i++) y[yo + i * ys]! += x[xo + i * xs]!;
  }
};

function sumRow(n: number, x: TypedArray, xo: number, xs: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += x[xo + i * xs]!;
  return sum;
}

const addRow: Row = (n, a, ao, as, b, bo, bs, y, yo, ys) => {
  for (let i = 0; i < n; i++) y[yo + i * ys] = a[ao + i * as]! + b[bo + i * bs]!;
};

const tanhRow32: Row = (n, x, xo, xs, _b, _bo, _bs, y, yo, ys) => {
  for (let i = 0; i < n; i++) {
    const number = x[xo + i * xs]!;
    const decided = decidedTanh32(number);
    y[yo + i * ys] = decided;
    if (Number.isNaN(decided)) y[yo + i * ys] = undecidedTanh32(number);
  }
};

const tanhRow64: Row = (n, x, xo, xs, _b, _bo, _bs, y, yo, ys) => {
  for (let i = 0; i < n; i++) y[yo + i * ys] = Math.tanh(x[xo + i * xs]!);
};

/** 1 − y² is one fused multiply-add, as PyTorch's compiler makes it. */
const tanhBackwardRow32: Row = (n, y, yo, ys, dy, dyo, dys, dx, dxo, dxs) => {
  for (let i = 0; i < n; i++) {
    const value = y[yo + i * ys]!;
    dx[dxo + i * dxs]! += round(dy[dyo + i * dys]! * round(1 - value * value));
  }
};

const tanhBackwardRow: Row = (n, y, yo, ys, dy, dyo, dys, dx, dxo, dxs) => {
  for (let i = 0; i < n; i++) {
    const value = y[yo + i * ys]!;
    dx[dxo + i * dxs]! += dy[dyo + i * dys]! * (1 - value * value);
  }
};

const sgdRow32: Row = (n, grad, go, gs, _b, _bo, _bs, parameter, po, ps, lr) => {
  for (let i = 0; i < n; i++) parameter[po + i * ps]! -= round(lr * grad[go + i * gs]!);
};

const sgdRow: Row = (n, grad, go, gs, _b, _bo, _bs, parameter, po, ps, lr) => {
  for (let i = 0; i < n; i++) parameter[po + i * ps]! -= lr * grad[go + i * gs]!;
};

function copyRowOf(x: Tensor, y: Tensor): Row {
  if (y.dtype === "bool") return copyToBoolRow;
  return y.dtype === "int32" && isFloat(x.dtype) ? copyToIntRow : copyRow;
}

/** Holds the kernels that treat each element by itself. */
export const elementwise = {
  fill: (y, value) => forRows(fillRow, y, y, y, y.dtype === "bool" && value !== 0 ? 1 : value),
  copy: (x, y) => forRows(copyRowOf(x, y), x, x, y),
  accumulate(x: Tensor, y: Tensor): void {
    if (y.dtype !== "float32") return forRows(accumulateRow, x, x, y);
    const columns = y.shape.reduce((count, size, axis) => (y.stride[axis] === 0 ? count : count * size), 1);
    forRows(accumulateRow32, x, x, y, y.offset + cascadedColumns(columns));
  },
  add: (a, b, y) => forRows(addRow, a, b, y),
  tanh: (x, y) => forRows(y.dtype === "float32" ? tanhRow32 : tanhRow64, x, x, y),
  tanhBackward: (y, dy, dx) => forRows(dx.dtype === "float32" ? tanhBackwardRow32 : tanhBackwardRow, y, dy, dx),
  sgd(parameter: Tensor, grad: Tensor, { lr }: { readonly lr: number }): void {
    if (parameter.dtype === "float32") forRows(sgdRow32, grad, grad, parameter, round(lr));
    else forRows(sgdRow, grad, grad, parameter, lr);
  },
} satisfies Partial<Kernels>;
