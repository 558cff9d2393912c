import { log32 } from "../../math/log32.ts";
import { pow as pow32, pow64, powOfIntegers } from "../../math/pow.ts";
import { expandTensor } from "../expand.ts";
import type { Tensor } from "../tensor.ts";
import type { Kernels } from "./kernels.ts";
import { forRows, type Row } from "./strided.ts";

const round = Math.fround;

const subRow: Row = (n, a, ao, as, b, bo, bs, y, yo, ys) => {
  for (let i = 0; i < n; i++) y[yo + i * ys] = a[ao + i * as]! - b[bo + i * bs]!;
};

const mulRow: Row = (n, a, ao, as, b, bo, bs, y, yo, ys) => {
  for (let i = 0; i < n; i++) y[yo + i * ys] = a[ao + i * as]! * b[bo + i * bs]!;
};

/** Modulo 2³², of which a product of doubles would lose the lower bits. */
const mulIntRow: Row = (n, a, ao, as, b, bo, bs, y, yo, ys) => {
  for (let i = 0; i < n; i++) y[yo + i * ys] = Math.imul(a[ao + i * as]!, b[bo + i * bs]!);
};

const divRow: Row = (n, a, ao, as, b, bo, bs, y, yo, ys) => {
  for (let i = 0; i < n; i++) y[yo + i * ys] = a[ao + i * as]! / b[bo + i * bs]!;
};

const powRow32: Row = (n, a, ao, as, b, bo, bs, y, yo, ys) => {
  for (let i = 0; i < n; i++) y[yo + i * ys] = pow32(a[ao + i * as]!, b[bo + i * bs]!);
};

const powRow64: Row = (n, a, ao, as, b, bo, bs, y, yo, ys) => {
  for (let i = 0; i < n; i++) y[yo + i * ys] = pow64(a[ao + i * as]!, b[bo + i * bs]!);
};

const powIntRow: Row = (n, a, ao, as, b, bo, bs, y, yo, ys) => {
  for (let i = 0; i < n; i++) y[yo + i * ys] = powOfIntegers(a[ao + i * as]!, b[bo + i * bs]!);
};

/** d = d · b · aᵇ⁻¹, rounded after each step, as PyTorch's, so that what overflows there overflows here. */
const powByBaseRow32: Row = (n, a, ao, as, b, bo, bs, d, o, ds) => {
  for (let i = 0; i < n; i++) {
    const exponent = b[bo + i * bs]!;
    const at = o + i * ds;
    d[at] = exponent === 0 ? 0 : d[at]! * round(exponent * round(pow32(a[ao + i * as]!, round(exponent - 1))));
  }
};

const powByBaseRow64: Row = (n, a, ao, as, b, bo, bs, d, o, ds) => {
  for (let i = 0; i < n; i++) {
    const exponent = b[bo + i * bs]!;
    const at = o + i * ds;
    d[at] = exponent === 0 ? 0 : d[at]! * (exponent * pow64(a[ao + i * as]!, exponent - 1));
  }
};

/** d = d · aᵇ · log a. */
const powByExponentRow32: Row = (n, a, ao, as, b, bo, bs, d, o, ds) => {
  for (let i = 0; i < n; i++) {
    const base = a[ao + i * as]!;
    const exponent = b[bo + i * bs]!;
    const slope = base === 0 && exponent >= 0 ? 0 : round(round(pow32(base, exponent)) * log32(base));
    d[o + i * ds] = d[o + i * ds]! * slope;
  }
};

const powByExponentRow64: Row = (n, a, ao, as, b, bo, bs, d, o, ds) => {
  for (let i = 0; i < n; i++) {
    const base = a[ao + i * as]!;
    const exponent = b[bo + i * bs]!;
    const slope = base === 0 && exponent >= 0 ? 0 : pow64(base, exponent) * Math.log(base);
    d[o + i * ds] = d[o + i * ds]! * slope;
  }
};

/** What is added is rounded before, as PyTorch's, which has it in a tensor of its own: seen where a gradient has two parts. */
const addScaledRow32: Row = (n, x, xo, xs, _b, _bo, _bs, y, yo, ys, scale) => {
  if (ys === 0) {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += x[xo + i * xs]!;
    y[yo] = y[yo]! + round(scale * sum);
  } else {
    for (let i = 0; i < n; i++) y[yo + i * ys]! += round(scale * x[xo + i * xs]!);
  }
};

const addScaledRow64: Row = (n, x, xo, xs, _b, _bo, _bs, y, yo, ys, scale) => {
  for (let i = 0; i < n; i++) y[yo + i * ys]! += scale * x[xo + i * xs]!;
};

/** Rounded as in {@link addScaledRow32}; each product, too, where they are added up. */
const addProductRow32: Row = (n, a, ao, as, b, bo, bs, y, yo, ys, scale) => {
  if (ys === 0) {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += round(a[ao + i * as]! * b[bo + i * bs]!);
    y[yo] = y[yo]! + round(scale * sum);
  } else {
    for (let i = 0; i < n; i++) y[yo + i * ys]! += round(scale * (a[ao + i * as]! * b[bo + i * bs]!));
  }
};

const addProductRow64: Row = (n, a, ao, as, b, bo, bs, y, yo, ys, scale) => {
  for (let i = 0; i < n; i++) y[yo + i * ys]! += scale * (a[ao + i * as]! * b[bo + i * bs]!);
};

/** Into the one place where y stands: the larger of what is there and the differences. A nan stays. */
const largestDifferenceRow: Row = (n, a, ao, as, b, bo, bs, y, yo) => {
  let largest = y[yo]!;
  for (let i = 0; i < n; i++) {
    const p = a[ao + i * as]!;
    const q = b[bo + i * bs]!;
    const apart = p === q ? 0 : Math.abs(p - q);
    if (apart > largest || Number.isNaN(apart)) largest = apart;
  }
  y[yo] = largest;
};

/** Holds the arithmetic of two tensors, element by element. */
export const arithmetic = {
  sub: (a, b, y) => forRows(subRow, a, b, y),
  largestDifference(a: Tensor, b: Tensor, y: Tensor): void {
    y.storage.data[y.offset] = 0;
    forRows(largestDifferenceRow, a, b, expandTensor(y, a.shape));
  },
  mul: (a, b, y) => forRows(y.dtype === "int32" ? mulIntRow : mulRow, a, b, y),
  div: (a, b, y) => forRows(divRow, a, b, y),
  pow: (a, b, y) => forRows(y.dtype === "float32" ? powRow32 : y.dtype === "float64" ? powRow64 : powIntRow, a, b, y),
  powByBase: (a, b, dy) => forRows(dy.dtype === "float32" ? powByBaseRow32 : powByBaseRow64, a, b, dy),
  powByExponent: (a, b, dy) => forRows(dy.dtype === "float32" ? powByExponentRow32 : powByExponentRow64, a, b, dy),
  addScaled: (x, scale, y) => forRows(y.dtype === "float32" ? addScaledRow32 : addScaledRow64, x, x, y, scale),
  addProduct: (a, b, y, scale = 1) =>
    forRows(y.dtype === "float32" ? addProductRow32 : addProductRow64, a, b, y, scale),
} satisfies Partial<Kernels>;
