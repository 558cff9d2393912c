import { elements } from "../../base/stridedLayout.ts";
import { BYTES } from "../dtype.ts";
import { noSuchRow } from "../kernels/embedding.ts";
import { gathering } from "../kernels/gathering.ts";
import { indexing } from "../kernels/indexing.ts";
import { isContiguous, type Tensor } from "../tensor.ts";
import { mergedAxes } from "./mergedAxes.ts";
import { areSingle, isWithin, pointerTo } from "./pointer.ts";
import { loopsOver } from "./rows.ts";
import type { Preparations, Simd } from "./simd.ts";

/** Holds the kernels that pick by indices. Where an index names nothing, the plain kernel says so, having done what it does before. */
export const picking = {
  embedding(simd, table, index, y) {
    const [rows, n] = [table.shape[0]!, table.shape[1]!];
    if (!areSingle(simd, table, y) || !isEvenIndex(simd, index) || (n > 1 && table.stride[1] !== 1)) return null;
    const count = elements(index.shape);
    const [from, at, to] = [pointerTo(table), pointerTo(index), pointerTo(y)];
    const row = 4 * table.stride[0]!;
    const run = simd.exported("pickRows");
    return () => checkRows(run(count, n, from, row, rows, at, to), index, rows);
  },
  embeddingBackward(simd, index, dy, dtable) {
    const [rows, n] = [dtable.shape[0]!, dtable.shape[1]!];
    if (!areSingle(simd, dy, dtable) || !isEvenIndex(simd, index) || !isContiguous(dy)) return null;
    const count = elements(index.shape);
    const [from, at, to] = [pointerTo(dy), pointerTo(index), pointerTo(dtable)];
    const run = simd.exported("addRows");
    return () => checkRows(run(count, n, from, 4 * n, to, 4 * n, rows, at), index, rows);
  },
  gatherRows(simd, x, index, y) {
    if (BYTES[x.dtype] !== 4 || !isWithin(simd, x) || !isWithin(simd, y) || !isEvenIndex(simd, index)) return null;
    const count = elements(index.shape);
    const n = count === 0 ? 0 : elements(y.shape) / count;
    const rows = x.shape[0]!;
    const [from, at, to] = [pointerTo(x), pointerTo(index), pointerTo(y)];
    const run = simd.exported("pickRows");
    return () => checkRows(run(count, n, from, 4 * n, rows, at, to), index, rows);
  },
  index(simd, x, indices, y) {
    if (BYTES[x.dtype] !== 4 || !isWithin(simd, y)) return null;
    return atIndices(simd, "pickAt", x, indices, y, () => indexing.index(x, indices, y));
  },
  indexBackward(simd, dy, indices, dx) {
    if (!areSingle(simd, dy, dx)) return null;
    return atIndices(simd, "addAt", dx, indices, dy, () => indexing.indexBackward(dy, indices, dx));
  },
  gather(simd, x, dim, index, y) {
    if (BYTES[x.dtype] !== 4) return null;
    return alongLines(simd, "gather", x, dim, index, y, () => gathering.gather(x, dim, index, y));
  },
  scatterAdd(simd, dy, dim, index, dx) {
    if (!areSingle(simd, dy, dx)) return null;
    return alongLines(simd, "scatterAdd", dx, dim, index, dy, () => gathering.scatterAdd(dy, dim, index, dx));
  },
  oneHot(simd, x, y) {
    const even = evenIndices(simd, [x]);
    if (even === null || !isWithin(simd, y)) return null;
    const { count, steps, pointers } = even;
    const classes = y.shape.at(-1)!;
    const [step, from, to] = [steps[0]!, pointers[0]!, pointerTo(y)];
    const run = simd.exported("oneHot");
    return () => {
      if (run(count, classes, from, step, to) !== 0) indexing.oneHot(x, y);
    };
  },
} satisfies Preparations;

/** Holds indices of one shape, in its order: how many there are, and of each tensor the first one and the bytes to the next. */
interface Indices {
  readonly count: number;
  readonly pointers: readonly number[];
  readonly steps: readonly number[];
}

/** The indices; null where they do not lie evenly in the module's memory. */
function evenIndices(simd: Simd, indices: readonly Tensor[]): Indices | null {
  if (!indices.every((index) => isWithin(simd, index))) return null;
  const { shape } = indices[0]!;
  const axes = [...shape.keys()].filter((axis) => shape[axis] !== 1).toReversed();
  const all = mergedAxes(axes, indices);
  return all && { count: all.size, pointers: indices.map(pointerTo), steps: all.steps.map((step) => 4 * step) };
}

/** Prepares what one or two indices of x pick, or add to; `plain` is done where an index names nothing. */
function atIndices(
  simd: Simd,
  name: string,
  x: Tensor,
  indices: readonly Tensor[],
  y: Tensor,
  plain: () => void,
): (() => void) | null {
  const even = evenIndices(simd, indices);
  const rest = { shape: x.shape.slice(indices.length), stride: x.stride.slice(indices.length) };
  if (even === null || indices.length > 2 || !isWithin(simd, x)) return null;
  if (!isContiguous(rest) || !isContiguous(y) || y.shape.includes(0)) return null;
  const { count } = even;
  const n = elements(rest.shape);
  const [i, j = 0] = even.pointers as [number, number?];
  const [iStep, jStep = 0] = even.steps as [number, number?];
  const [iSize, jSize] = [x.shape[0]!, x.shape[1] ?? 0];
  const [iBytes, jBytes] = [4 * x.stride[0]!, 4 * (x.stride[1] ?? 0)];
  const [from, to] = [pointerTo(x), pointerTo(y)];
  const run = simd.exported(name);
  return () => {
    if (run(count, n, from, i, iStep, iSize, iBytes, j, jStep, jSize, jBytes, to) !== 0) plain();
  };
}

/** Says whether indices are int32 side by side in the memory. */
export function isEvenIndex(simd: Simd, index: Tensor): boolean {
  return index.dtype === "int32" && isWithin(simd, index) && isContiguous(index);
}

/** Throws PyTorch's sentence about the index that names no row, if there is one. */
export function checkRows(wrong: number, index: Tensor, rows: number): void {
  if (wrong >= 0) throw noSuchRow(index.storage.data[index.offset + wrong]!, rows);
}

/** Prepares what an index picks along a dimension of x, or adds to it, beside y; `plain` is done where it names nothing. */
function alongLines(
  simd: Simd,
  name: string,
  x: Tensor,
  dim: number,
  index: Tensor,
  y: Tensor,
  plain: () => void,
): (() => void) | null {
  if (![x, index, y].every((tensor) => isWithin(simd, tensor))) return null;
  // A line of x is gone along by the index alone.
  const lines = { ...x, shape: index.shape, stride: x.stride.with(dim, 0) };
  const loops = loopsOver([index, lines, y]);
  if (loops === null || loops.sizes.length > 2) return null;
  const [n, rows = 1] = loops.sizes as [number, number?];
  const [indexStep, xStep, yStep] = loops.steps.map(([step]) => 4 * step!) as [number, number, number];
  const [indexRow, xRow, yRow] = loops.steps.map(([, row = 0]) => 4 * row) as [number, number, number];
  const [size, bytes] = [x.shape[dim]!, 4 * x.stride[dim]!];
  const [i, from, at] = [index, x, y].map(pointerTo) as [number, number, number];
  const run = simd.exported(name);
  return () => {
    if (run(rows, n, i, indexRow, indexStep, from, xRow, xStep, size, bytes, at, yRow, yStep) !== 0) plain();
  };
}
