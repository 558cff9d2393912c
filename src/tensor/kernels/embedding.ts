import { DiagnosticError } from "../../base/diagnostic.ts";
import { elements } from "../../base/stridedLayout.ts";
import { isContiguous, type Tensor } from "../tensor.ts";
import type { Kernels } from "./kernels.ts";
import { offsetAt } from "./strided.ts";
import { notAmong } from "../notAmong.ts";

/** Holds the kernels that pick rows. Why `| 0`: see `gemm.ts`. */
export const embedding = {
  embedding(table: Tensor, index: Tensor, y: Tensor): void {
    const dim = table.shape[1]! | 0;
    const row = table.stride[0]! | 0;
    const column = table.stride[1]! | 0;
    const from = table.storage.data;
    const to = y.storage.data;
    const count = elements(index.shape);
    const even = isContiguous(index);
    let at = y.offset | 0;
    for (let i = 0; i < count; i++) {
      const source = (table.offset + indexAt(index, i, even, table.shape[0]!) * row) | 0;
      for (let j = 0; j < dim; j++) to[at++] = from[source + j * column]!;
    }
  },
  embeddingBackward(index: Tensor, dy: Tensor, dtable: Tensor): void {
    const dim = dtable.shape[1]! | 0;
    const rank = index.shape.length;
    const column = dy.stride[rank]! | 0;
    const from = dy.storage.data;
    const to = dtable.storage.data;
    const count = elements(index.shape);
    const evenIndex = isContiguous(index);
    const even = isContiguous(dy);
    for (let i = 0; i < count; i++) {
      const source = (even ? dy.offset + i * dim : offsetAt(dy, i, rank)) | 0;
      const at = (dtable.offset + indexAt(index, i, evenIndex, dtable.shape[0]!) * dim) | 0;
      for (let j = 0; j < dim; j++) to[at + j]! += from[source + j * column]!;
    }
  },
  gatherRows(x: Tensor, index: Tensor, y: Tensor): void {
    const count = elements(index.shape);
    const size = (count === 0 ? 0 : elements(y.shape) / count) | 0;
    const from = x.storage.data;
    const to = y.storage.data;
    const even = isContiguous(index);
    const rows = x.shape[0]!;
    // The rows of a large data set lie far apart. Their beginnings are fetched side by side, which takes as long as fetching few.
    for (let i = 0; i < count; i++) {
      const source = (x.offset + indexAt(index, i, even, rows) * size) | 0;
      if (size > 0) to[y.offset + i * size] = from[source]!;
    }
    for (let i = 0; i < count; i++) {
      const source = (x.offset + indexAt(index, i, even, rows) * size) | 0;
      const at = (y.offset + i * size) | 0;
      for (let j = 1; j < size; j++) to[at + j] = from[source + j]!;
    }
  },
} satisfies Partial<Kernels>;

/** The `position`-th index, checked against the number of rows that there are. */
function indexAt(index: Tensor, position: number, even: boolean, rows: number): number {
  const value = index.storage.data[even ? index.offset + position : offsetAt(index, position)]!;
  if (value < 0 || value >= rows) throw noSuchRow(value, rows);
  return value;
}

/** Returns PyTorch's sentence about an index that names none of so many rows. */
export function noSuchRow(index: number, rows: number): DiagnosticError {
  return DiagnosticError.of("index out of range in self", { plain: `Of the rows: ${notAmong(index, rows)}` });
}
