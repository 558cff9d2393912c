import { cascadedColumns } from "../kernels/sums.ts";
import type { Tensor } from "../tensor.ts";
import { mergedAxes } from "./mergedAxes.ts";
import { areSingle, pointerTo } from "./pointer.ts";
import type { Simd } from "./simd.ts";

/** Holds what is summed into a tensor that stands still: bytes between rows that are added up, and between columns. */
interface Columns {
  readonly columns: number;
  /** How many rows are added up. */
  readonly count: number;
  /** A number a tensor that is read. */
  readonly columnBytes: readonly number[];
  readonly stepBytes: readonly number[];
}

/** Says whether several elements are added up in one of `y`. */
export function isSum({ shape, stride }: Tensor): boolean {
  return shape.some((size, axis) => size > 1 && stride[axis] === 0);
}

/** The columns of sums into `y`, whose elements lie side by side; null where rows or columns do not lie evenly. */
function columnsOf(reads: readonly Tensor[], y: Tensor): Columns | null {
  if (y.shape.includes(0) || reads.some(({ storage }) => storage === y.storage)) return null;
  const axes = [...y.shape.keys()].filter((axis) => y.shape[axis] !== 1).toReversed();
  const summed = mergedAxes(
    axes.filter((axis) => y.stride[axis] === 0),
    reads,
  );
  const kept = mergedAxes(
    axes.filter((axis) => y.stride[axis] !== 0),
    [...reads, y],
  );
  if (summed === null || kept === null || (kept.size > 1 && kept.steps.at(-1) !== 1)) return null;
  const [columnBytes, stepBytes] = [kept, summed].map(({ steps }) => steps.map((step) => 4 * step));
  return { columns: kept.size, count: summed.size, columnBytes: columnBytes!, stepBytes: stepBytes! };
}

/** Prepares `y += Σ x` in PyTorch's order, float by float (`kernels/sums.ts`). A `fresh` y, 1 or 0, counts as 0. */
export function accumulateSums(simd: Simd, x: Tensor, y: Tensor, fresh = 0): (() => void) | null {
  if (!areSingle(simd, x, y)) return null;
  const found = columnsOf([x], y);
  if (found === null) return null;
  const { columns, count } = found;
  const [column, step] = [found.columnBytes[0]!, found.stepBytes[0]!];
  const [from, to] = [pointerTo(x), pointerTo(y)];
  if (step === 4 && count >= 8) {
    const run = simd.exported("accumulateAdjacent");
    return () => void run(columns, from, column, count, to, fresh);
  }
  const run = simd.exported("accumulateColumns");
  const cascaded = cascadedColumns(columns);
  return () => void run(columns, cascaded, from, column, step, count, to, simd.work, fresh);
}

/** Prepares `y += scale · Σ x`, the sum in double. */
export function addScaledSums(simd: Simd, x: Tensor, scale: number, y: Tensor, fresh = 0): (() => void) | null {
  if (!areSingle(simd, x, y)) return null;
  const found = columnsOf([x], y);
  if (found === null) return null;
  const { columns, count } = found;
  const [column, step] = [found.columnBytes[0]!, found.stepBytes[0]!];
  const [from, to] = [pointerTo(x), pointerTo(y)];
  const run = simd.exported("addScaledColumns");
  return () => void run(columns, count, from, column, step, to, scale, fresh);
}

/** Prepares `y += scale · Σ a · b`, the products rounded, their sum in double. */
export function addProductSums(
  simd: Simd,
  a: Tensor,
  b: Tensor,
  y: Tensor,
  scale: number,
  fresh = 0,
): (() => void) | null {
  if (!areSingle(simd, a, b, y)) return null;
  const found = columnsOf([a, b], y);
  if (found === null) return null;
  const { columns, count } = found;
  const [aColumn, bColumn] = [found.columnBytes[0]!, found.columnBytes[1]!];
  const [aStep, bStep] = [found.stepBytes[0]!, found.stepBytes[1]!];
  const [p, q, to] = [pointerTo(a), pointerTo(b), pointerTo(y)];
  const run = simd.exported("addProductColumns");
  return () => void run(columns, count, p, aColumn, aStep, q, bColumn, bStep, to, scale, fresh);
}
