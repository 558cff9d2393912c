import { elements } from "../../base/stridedLayout.ts";
import { std } from "../std.ts";
import type { Tensor } from "../tensor.ts";
import { forGroups, forRowsOfGroup, groupSize } from "./groups.ts";
import { checkedSum } from "./integerSum.ts";
import type { Kernels } from "./kernels.ts";
import { roundingOf } from "./rounding.ts";
import { forRows, type Row } from "./strided.ts";

/** dx += share where x is y; a nan is taken as equal to a nan. */
const shareRow: Row = (n, x, xo, xs, y, yo, ys, dx, dxo, dxs, share) => {
  for (let i = 0; i < n; i++) {
    const value = x[xo + i * xs]!;
    const max = y[yo + i * ys]!;
    if (value === max || (value !== value && max !== max)) dx[dxo + i * dxs]! += share;
  }
};

/** Twice y is rounded, as PyTorch's, so that what overflows there overflows here. */
const rootSlopeRow =
  (rounded: (value: number) => number): Row =>
  (n, y, yo, ys, dy, dyo, dys, slope, so, ss) => {
    for (let i = 0; i < n; i++) {
      const value = y[yo + i * ys]!;
      slope[so + i * ss] = value === 0 ? 0 : dy[dyo + i * dys]! / rounded(2 * value);
    }
  };

/** Holds the kernels that make many elements into one. */
export const reductions = {
  sum(x: Tensor, dims: readonly number[], y: Tensor, divisor = 1): void {
    const from = x.storage.data;
    const to = y.storage.data;
    if (y.dtype === "int32") return sumOfIntegers(x, dims, y);
    let sum = 0;
    const addRow = (n: number, at: number, stride: number): void => {
      for (let i = 0; i < n; i++) sum += from[at + i * stride]!;
    };
    forGroups(x, dims, (at, position) => {
      sum = 0;
      forRowsOfGroup(at, addRow);
      to[y.offset + position] = sum / divisor;
    });
  },
  variance(x: Tensor, dims: readonly number[], correction: number, y: Tensor, mean: Tensor, root = false): void {
    const from = x.storage.data;
    let sum = 0;
    let centre = 0;
    const addRow = (n: number, at: number, stride: number): void => {
      for (let i = 0; i < n; i++) sum += from[at + i * stride]!;
    };
    const addSquares = (n: number, at: number, stride: number): void => {
      for (let i = 0; i < n; i++) {
        const difference = from[at + i * stride]! - centre;
        sum += difference * difference;
      }
    };
    forGroups(x, dims, (at, position) => {
      const count = groupSize();
      sum = 0;
      forRowsOfGroup(at, addRow);
      centre = sum / count;
      sum = 0;
      forRowsOfGroup(at, addSquares);
      mean.storage.data[mean.offset + position] = centre;
      const variance = count === 0 ? NaN : sum / Math.max(0, count - correction);
      y.storage.data[y.offset + position] = root ? Math.sqrt(variance) : variance;
    });
  },
  deviation(x: Tensor, y: Tensor): void {
    const { data } = x.storage;
    const count = elements(x.shape);
    const numbers = count === data.length ? data : data.subarray(x.offset, x.offset + count);
    y.storage.data[y.offset] = std(numbers);
  },
  rootSlope: (y, dy, slope) => forRows(rootSlopeRow(y.dtype === "float32" ? Math.fround : Number), y, dy, slope),
  max(x: Tensor, dims: readonly number[], y: Tensor | null, index: Tensor | null): void {
    const from = x.storage.data;
    let best = 0;
    let bestPosition = 0;
    let position = 0;
    // The first of equal ones; a nan is the largest.
    const compareRow = (n: number, at: number, stride: number): void => {
      for (let i = 0; i < n; i++) {
        const value = from[at + i * stride]!;
        if (position === 0 || value > best || (value !== value && best === best)) {
          best = value;
          bestPosition = position;
        }
        position++;
      }
    };
    forGroups(x, dims, (at, group) => {
      position = 0;
      forRowsOfGroup(at, compareRow);
      if (y !== null) y.storage.data[y.offset + group] = best;
      if (index !== null) index.storage.data[index.offset + group] = bestPosition;
    });
  },
  shareAmongMaxima(x: Tensor, y: Tensor, dy: Tensor, dx: Tensor): void {
    const max = y.storage.data[y.offset]!;
    const from = x.storage.data;
    let ties = 0;
    forGroups(x, [...x.shape.keys()], (first) => {
      forRowsOfGroup(first, (n, at, stride) => {
        for (let i = 0; i < n; i++) {
          const value = from[at + i * stride]!;
          if (value === max || (value !== value && max !== max)) ties++;
        }
      });
    });
    const everywhere = { ...y, shape: x.shape, stride: x.shape.map(() => 0) };
    forRows(shareRow, x, everywhere, dx, roundingOf(dx)(dy.storage.data[dy.offset]! / ties));
  },
} satisfies Partial<Kernels>;

function sumOfIntegers(x: Tensor, dims: readonly number[], y: Tensor): void {
  const from = x.storage.data;
  let [sum, low] = [0, 0];
  const addRow = (n: number, at: number, stride: number): void => {
    for (let i = 0; i < n; i++) {
      const value = from[at + i * stride]!;
      sum += value;
      low = (low + value) | 0;
    }
  };
  forGroups(x, dims, (at, position) => {
    [sum, low] = [0, 0];
    forRowsOfGroup(at, addRow);
    y.storage.data[y.offset + position] = checkedSum(sum, low);
  });
}
