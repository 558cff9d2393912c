import { erf } from "../../math/erf.ts";
import { exp } from "../../math/exp.ts";
import { exp32 } from "../../math/exp32.ts";
import { log32 } from "../../math/log32.ts";
import { sigmoid32 } from "../../math/sigmoid32.ts";
import { tanh } from "../../math/tanh.ts";
import type { Tensor } from "../tensor.ts";
import type { Kernels } from "./kernels.ts";
import { forRows, type Row } from "./strided.ts";

const ROOT_HALF = Math.SQRT1_2;
/** 1 / √(2π). */
const GAUSS = 0.3989422804014327;
/** √(2 / π). */
const GELU_SCALE = 0.7978845608028654;
const GELU_CUBE = 0.044715;

/** Describes a function of one number, rounded as its dtype asks. */
export type ScalarFunction = (x: number) => number;

// A row a function and a row a derivative. With Wiregrad's own functions for float32, the engine's for float64.

const mapRow =
  (f: ScalarFunction): Row =>
  (n, x, xo, xs, _b, _bo, _bs, y, yo, ys) => {
    for (let i = 0; i < n; i++) y[yo + i * ys] = f(x[xo + i * xs]!);
  };

/** dx += dy · slope(v), where v is whatever the derivative is a function of. */
const slopeRow =
  (slope: ScalarFunction): Row =>
  (n, v, vo, vs, dy, dyo, dys, dx, dxo, dxs) => {
    for (let i = 0; i < n; i++) dx[dxo + i * dxs]! += dy[dyo + i * dys]! * slope(v[vo + i * vs]!);
  };

/** In float32 the product is rounded before it is added, as PyTorch's is: one too small for float32 then adds 0, not −0. */
const slopeRow32 =
  (slope: ScalarFunction): Row =>
  (n, v, vo, vs, dy, dyo, dys, dx, dxo, dxs) => {
    for (let i = 0; i < n; i++) dx[dxo + i * dxs]! += Math.fround(dy[dyo + i * dys]! * slope(v[vo + i * vs]!));
  };

interface Slopes {
  readonly single: Row;
  readonly double: Row;
}

const slopes = (single: ScalarFunction, double = single): Slopes => ({
  single: slopeRow32(single),
  double: slopeRow(double),
});

const negRow: Row = (n, x, xo, xs, _b, _bo, _bs, y, yo, ys) => {
  for (let i = 0; i < n; i++) y[yo + i * ys] = -x[xo + i * xs]!;
};

const sqrtRow: Row = (n, x, xo, xs, _b, _bo, _bs, y, yo, ys) => {
  for (let i = 0; i < n; i++) y[yo + i * ys] = Math.sqrt(x[xo + i * xs]!);
};

const absRow: Row = (n, x, xo, xs, _b, _bo, _bs, y, yo, ys) => {
  for (let i = 0; i < n; i++) y[yo + i * ys] = Math.abs(x[xo + i * xs]!);
};

/** A nan stays one, and so does −0. */
const reluRow: Row = (n, x, xo, xs, _b, _bo, _bs, y, yo, ys) => {
  for (let i = 0; i < n; i++) {
    const value = x[xo + i * xs]!;
    y[yo + i * ys] = value < 0 ? 0 : value;
  }
};

const reluBackwardRow: Row = (n, y, yo, ys, dy, dyo, dys, dx, dxo, dxs) => {
  for (let i = 0; i < n; i++) if (!(y[yo + i * ys]! <= 0)) dx[dxo + i * dxs]! += dy[dyo + i * dys]!;
};

const geluSlopeOf =
  (exp: ScalarFunction): ScalarFunction =>
  (x) =>
    0.5 * (1 + erf(x * ROOT_HALF)) + x * GAUSS * exp(-0.5 * x * x);

const geluTanhOf =
  (tanh: ScalarFunction): ScalarFunction =>
  (x) =>
    0.5 * x * (1 + tanh(GELU_SCALE * (x + GELU_CUBE * x * x * x)));

/** `round` rounds the square, which overflows in float32 as PyTorch's does. */
const geluTanhSlopeOf =
  (tanh: ScalarFunction, round: ScalarFunction): ScalarFunction =>
  (x) => {
    const square = round(x * x);
    const t = tanh(GELU_SCALE * (x + GELU_CUBE * square * x));
    return 0.5 * (1 + t) + 0.5 * x * (1 - t * t) * GELU_SCALE * (1 + 3 * GELU_CUBE * square);
  };

/** 0 at 0, and as in PyTorch for nan. */
const sign = (x: number): number => (x > 0 ? 1 : x < 0 ? -1 : 0);

const expRow32 = mapRow(exp32);
const expRow64 = mapRow(Math.exp);
const expSlopes = slopes((y) => y);
const logRow32 = mapRow(log32);
const logRow64 = mapRow(Math.log);
const logSlopes = slopes((x) => 1 / x);
const sqrtSlopes = slopes((y) => 1 / (2 * y));
const absSlopes = slopes(sign);
const sigmoidRow32 = mapRow(sigmoid32);
const sigmoidRow64 = mapRow((x) => 1 / (1 + Math.exp(-x)));
const sigmoidSlopes = slopes((y) => y * (1 - y));
const geluRow = mapRow((x) => 0.5 * x * (1 + erf(x * ROOT_HALF)));
const geluSlopes = slopes(geluSlopeOf(exp), geluSlopeOf(Math.exp));
const geluTanhRow32 = mapRow(geluTanhOf(tanh));
const geluTanhRow64 = mapRow(geluTanhOf(Math.tanh));
const geluTanhSlopes = slopes(
  geluTanhSlopeOf(tanh, Math.fround),
  geluTanhSlopeOf(Math.tanh, (x) => x),
);

function map(x: Tensor, y: Tensor, single: Row, double: Row): void {
  forRows(y.dtype === "float32" ? single : double, x, x, y);
}

function mapBackward(v: Tensor, dy: Tensor, dx: Tensor, { single, double }: Slopes): void {
  forRows(dx.dtype === "float32" ? single : double, v, dy, dx);
}

/** Holds the functions of one number, element by element, and their derivatives. */
export const functions = {
  neg: (x, y) => forRows(negRow, x, x, y),
  exp: (x, y) => map(x, y, expRow32, expRow64),
  expBackward: (y, dy, dx) => mapBackward(y, dy, dx, expSlopes),
  log: (x, y) => map(x, y, logRow32, logRow64),
  logBackward: (x, dy, dx) => mapBackward(x, dy, dx, logSlopes),
  sqrt: (x, y) => forRows(sqrtRow, x, x, y),
  sqrtBackward: (y, dy, dx) => mapBackward(y, dy, dx, sqrtSlopes),
  abs: (x, y) => forRows(absRow, x, x, y),
  absBackward: (x, dy, dx) => mapBackward(x, dy, dx, absSlopes),
  relu: (x, y) => forRows(reluRow, x, x, y),
  reluBackward: (y, dy, dx) => forRows(reluBackwardRow, y, dy, dx),
  sigmoid: (x, y) => map(x, y, sigmoidRow32, sigmoidRow64),
  sigmoidBackward: (y, dy, dx) => mapBackward(y, dy, dx, sigmoidSlopes),
  gelu: (x, y) => forRows(geluRow, x, x, y),
  geluBackward: (x, dy, dx) => mapBackward(x, dy, dx, geluSlopes),
  geluTanh: (x, y) => map(x, y, geluTanhRow32, geluTanhRow64),
  geluTanhBackward: (x, dy, dx) => mapBackward(x, dy, dx, geluTanhSlopes),
} satisfies Partial<Kernels>;
