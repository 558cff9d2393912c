import { elements } from "../../base/stridedLayout.ts";
import type { Tensor } from "../tensor.ts";
import { forGroups, forRowsOfGroup, groupSize } from "./groups.ts";
import type { Kernels } from "./kernels.ts";
import { forRows, type Row } from "./strided.ts";

const inverseSqrtRow: Row = (n, x, xo, xs, _b, _bo, _bs, y, yo, ys, eps) => {
  for (let i = 0; i < n; i++) y[yo + i * ys] = 1 / Math.sqrt(x[xo + i * xs]! + eps);
};

const inverseDeviationRow: Row = (n, x, xo, xs, _b, _bo, _bs, y, yo, ys, eps) => {
  for (let i = 0; i < n; i++) {
    const variance = x[xo + i * xs]! + eps;
    y[yo + i * ys] = variance === 0 ? 0 : 1 / Math.sqrt(variance);
  }
};

/** Holds the kernels of layer and batch normalisation. */
export const normalization = {
  inverseSqrt: (x, eps, y) => forRows(inverseSqrtRow, x, x, y, eps),
  inverseDeviation: (x, eps, y) => forRows(inverseDeviationRow, x, x, y, eps),
  movingAverage(x: Tensor, momentum: number, scale: number, average: Tensor): void {
    const from = x.storage.data;
    const to = average.storage.data;
    const count = elements(x.shape);
    for (let i = 0; i < count; i++) {
      const at = average.offset + i;
      to[at] = momentum * (scale * from[x.offset + i]!) + (1 - momentum) * to[at]!;
    }
  },
  normalizeBackward(dn: Tensor, n: Tensor, r: Tensor, dims: readonly number[], dx: Tensor): void {
    const gradient = dn.storage.data;
    const normalized = n.storage.data;
    const target = dx.storage.data;
    const single = dx.dtype === "float32";
    // All of them lie alike, so that one offset serves all, each from its own offset on.
    const toNormalized = n.offset - dn.offset;
    const toTarget = dx.offset - dn.offset;
    let sum = 0;
    let product = 0;
    let scale = 0;
    const addRow = (count: number, at: number, stride: number): void => {
      for (let i = 0; i < count; i++) {
        const value = gradient[at + i * stride]!;
        sum += value;
        product += value * normalized[at + i * stride + toNormalized]!;
      }
    };
    const writeRow = (count: number, at: number, stride: number): void => {
      for (let i = 0; i < count; i++) {
        const element = at + i * stride;
        // Rounded before it is added, as PyTorch's, which has it in a tensor of its own.
        const part = scale * (gradient[element]! - sum - normalized[element + toNormalized]! * product);
        target[element + toTarget]! += single ? Math.fround(part) : part;
      }
    };
    forGroups(dn, dims, (at, position) => {
      sum = 0;
      product = 0;
      forRowsOfGroup(at, addRow);
      sum /= groupSize();
      product /= groupSize();
      scale = r.storage.data[r.offset + position]!;
      forRowsOfGroup(at, writeRow);
    });
  },
} satisfies Partial<Kernels>;
