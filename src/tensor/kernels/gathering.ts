import { DiagnosticError } from "../../base/diagnostic.ts";
import type { Tensor } from "../tensor.ts";
import type { Kernels } from "./kernels.ts";
import { forRows, type Row } from "./strided.ts";
import { notAmong } from "../notAmong.ts";

// What an index means to a row, set by the kernel that runs it.
let dimension = 0;
let size = 0;
let step = 0;

const gatherRow: Row = (n, index, io, is, x, xo, xs, y, yo, ys) => {
  for (let i = 0; i < n; i++) y[yo + i * ys] = x[xo + i * xs + checked(index[io + i * is]!) * step]!;
};

const scatterRow: Row = (n, index, io, is, dy, dyo, dys, dx, dxo, dxs) => {
  for (let i = 0; i < n; i++) dx[dxo + i * dxs + checked(index[io + i * is]!) * step]! += dy[dyo + i * dys]!;
};

function checked(index: number): number {
  if (index < 0 || index >= size) {
    throw DiagnosticError.of(`index ${index} is out of bounds for dimension ${dimension} with size ${size}`, {
      plain: notAmong(index, size),
    });
  }
  return index;
}

/** `x` as far as `index` reaches, standing still in `dim`, where the rows move by themselves. */
function standing(x: Tensor, dim: number, index: Tensor): Tensor {
  dimension = dim;
  size = x.shape[dim]!;
  step = x.stride[dim]!;
  return { ...x, shape: index.shape, stride: x.stride.with(dim, 0) };
}

/** Holds the kernels that pick elements along one dimension. */
export const gathering = {
  gather: (x, dim, index, y) => forRows(gatherRow, index, standing(x, dim, index), y),
  scatterAdd: (dy, dim, index, dx) => forRows(scatterRow, index, dy, standing(dx, dim, index)),
} satisfies Partial<Kernels>;
