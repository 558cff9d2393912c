import { elements } from "../../base/stridedLayout.ts";
import { BYTES } from "../dtype.ts";
import { noSuchRow } from "../kernels/embedding.ts";
import { isContiguous, type Tensor } from "../tensor.ts";
import { areSingle, isWithin, pointerTo } from "./pointer.ts";
import type { Preparations, Simd } from "./simd.ts";

/** Holds the kernels that pick rows. */
export const picking = {
  embedding(simd, table, index, y) {
    const [rows, n] = [table.shape[0]!, table.shape[1]!];
    if (!areSingle(simd, table, y) || !isEvenIndex(simd, index) || (n > 1 && table.stride[1] !== 1)) return null;
    const count = elements(index.shape);
    const [from, at, to] = [pointerTo(table), pointerTo(index), pointerTo(y)];
    const row = 4 * table.stride[0]!;
    const run = simd.exported("pickRows");
    return () => check(run(count, n, from, row, rows, at, to), index, rows);
  },
  embeddingBackward(simd, index, dy, dtable) {
    const [rows, n] = [dtable.shape[0]!, dtable.shape[1]!];
    if (!areSingle(simd, dy, dtable) || !isEvenIndex(simd, index) || !isContiguous(dy)) return null;
    const count = elements(index.shape);
    const [from, at, to] = [pointerTo(dy), pointerTo(index), pointerTo(dtable)];
    const run = simd.exported("addRows");
    return () => check(run(count, n, from, 4 * n, to, 4 * n, rows, at), index, rows);
  },
  gatherRows(simd, x, index, y) {
    if (BYTES[x.dtype] !== 4 || !isWithin(simd, x) || !isWithin(simd, y) || !isEvenIndex(simd, index)) return null;
    const count = elements(index.shape);
    const n = count === 0 ? 0 : elements(y.shape) / count;
    const rows = x.shape[0]!;
    const [from, at, to] = [pointerTo(x), pointerTo(index), pointerTo(y)];
    const run = simd.exported("pickRows");
    return () => check(run(count, n, from, 4 * n, rows, at, to), index, rows);
  },
} satisfies Preparations;

function isEvenIndex(simd: Simd, index: Tensor): boolean {
  return index.dtype === "int32" && isWithin(simd, index) && isContiguous(index);
}

/** Throws PyTorch's sentence about the index that names no row, if there is one. */
function check(wrong: number, index: Tensor, rows: number): void {
  if (wrong >= 0) throw noSuchRow(index.storage.data[index.offset + wrong]!, rows);
}
