import type { Tensor } from "../tensor.ts";
import type { ComparisonName, Kernels } from "./kernels.ts";
import { forRows, type Row } from "./strided.ts";

const round = Math.fround;

const copyWhereRow: Row = (n, mask, mo, ms, x, xo, xs, y, yo, ys) => {
  for (let i = 0; i < n; i++) if (mask[mo + i * ms] !== 0) y[yo + i * ys] = x[xo + i * xs]!;
};

const fillWhereRow: Row = (n, mask, mo, ms, _b, _bo, _bs, y, yo, ys, value) => {
  for (let i = 0; i < n; i++) if (mask[mo + i * ms] !== 0) y[yo + i * ys] = value;
};

const zeroRow: Row = (n, _a, _ao, _as, _b, _bo, _bs, y, yo, ys) => {
  for (let i = 0; i < n; i++) y[yo + i * ys] = 0;
};

/** Of two zeros, b, as AVX's `max` and `min` give; a nan wins. `sign` is -1 for the smallest. */
const extremumRow: Row = (n, a, ao, as, b, bo, bs, y, yo, ys, sign) => {
  for (let i = 0; i < n; i++) {
    const p = a[ao + i * as]!;
    const q = b[bo + i * bs]!;
    y[yo + i * ys] = sign * p > sign * q || Number.isNaN(p) ? p : q;
  }
};

const passWinnerRow: Row = (n, a, ao, as, b, bo, bs, y, yo, ys, sign) => {
  for (let i = 0; i < n; i++) {
    const p = round(a[ao + i * as]!) * sign;
    const q = round(b[bo + i * bs]!) * sign;
    if (p < q) y[yo + i * ys] = 0;
    else if (p === q) y[yo + i * ys]! /= 2;
  }
};

const passWinnerRow64: Row = (n, a, ao, as, b, bo, bs, y, yo, ys, sign) => {
  for (let i = 0; i < n; i++) {
    const p = a[ao + i * as]! * sign;
    const q = b[bo + i * bs]! * sign;
    if (p < q) y[yo + i * ys] = 0;
    else if (p === q) y[yo + i * ys]! /= 2;
  }
};

/** A −0 at a bound of 0 stays one, and a nan is beyond no bound. */
const clampRow =
  (min: number, max: number): Row =>
  (n, x, xo, xs, _b, _bo, _bs, y, yo, ys) => {
    for (let i = 0; i < n; i++) {
      const value = x[xo + i * xs]!;
      const above = value < min ? min : value;
      y[yo + i * ys] = above > max ? max : above;
    }
  };

const clampBackwardRow =
  (min: number, max: number): Row =>
  (n, x, xo, xs, dy, dyo, dys, dx, dxo, dxs) => {
    for (let i = 0; i < n; i++) {
      const value = x[xo + i * xs]!;
      if (value >= min && value <= max) dx[dxo + i * dxs]! += dy[dyo + i * dys]!;
    }
  };

/** An integer beside a float is rounded to one first. */
const comparisonRow =
  (holds: (a: number, b: number) => boolean, rounded: (value: number) => number): Row =>
  (n, a, ao, as, b, bo, bs, y, yo, ys) => {
    for (let i = 0; i < n; i++) y[yo + i * ys] = holds(rounded(a[ao + i * as]!), rounded(b[bo + i * bs]!)) ? 1 : 0;
  };

const COMPARISONS: Readonly<Record<ComparisonName, (a: number, b: number) => boolean>> = {
  lt: (a, b) => a < b,
  le: (a, b) => a <= b,
  gt: (a, b) => a > b,
  ge: (a, b) => a >= b,
  eq: (a, b) => a === b,
  ne: (a, b) => a !== b,
};

/** Holds the kernels that choose: among elements, by a mask, by a bound, by comparing. */
export const selection = {
  copyWhere: (mask, x, y) => forRows(copyWhereRow, mask, x, y),
  fillWhere: (mask, value, y) => forRows(fillWhereRow, mask, mask, y, y.dtype === "bool" && value !== 0 ? 1 : value),
  extremum: (a, b, y, smallest) => forRows(extremumRow, a, b, y, smallest ? -1 : 1),
  passWinner: (a, b, dy, smallest) =>
    forRows(dy.dtype === "float32" ? passWinnerRow : passWinnerRow64, a, b, dy, smallest ? -1 : 1),
  clamp: (x, min, max, y) =>
    forRows(y.dtype === "float32" ? clampRow(round(min), round(max)) : clampRow(min, max), x, x, y),
  clampBackward: (x, min, max, dy, dx) =>
    forRows(dx.dtype === "float32" ? clampBackwardRow(round(min), round(max)) : clampBackwardRow(min, max), x, dy, dx),
  comparison(name: ComparisonName, a: Tensor, b: Tensor, y: Tensor): void {
    const rounded = [a, b].some(({ dtype }) => dtype === "float32") ? round : Number;
    forRows(comparisonRow(COMPARISONS[name], rounded), a, b, y);
  },
  zeroTriangle(y: Tensor, diagonal: number, upper: boolean): void {
    const [rows, columns] = [y.shape.at(-2) ?? 0, y.shape.at(-1)!];
    for (let i = 0; i < rows; i++) {
      // The columns that become 0: those from the first beyond a lower triangle on, or those before an upper one.
      const edge = Math.min(Math.max(upper ? i + diagonal : i + diagonal + 1, 0), columns);
      const [from, to] = upper ? [0, edge] : [edge, columns];
      const zeroed = {
        ...y,
        shape: [...y.shape.slice(0, -2), to - from],
        stride: [...y.stride.slice(0, -2), y.stride.at(-1)!],
        offset: y.offset + i * y.stride.at(-2)! + from * y.stride.at(-1)!,
      };
      forRows(zeroRow, zeroed, zeroed, zeroed);
    }
  },
} satisfies Partial<Kernels>;
