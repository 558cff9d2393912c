import type { DType } from "../tensor/dtype.ts";
import type { Shape } from "../tensor/shape.ts";

/**
 * Describes a small picture of a tensor, laid out as `[shape[0], product of the rest]`; a 1-d tensor is one row. A
 * tensor of more than `rows` × `columns` is sampled evenly: cell `(r, c)` is the element at row `floor(r * tensorRows /
 * rows)` and column `floor(c * tensorColumns / columns)`.
 */
export interface HeatmapData {
  readonly dtype: DType;
  readonly shape: Shape;
  readonly tensorRows: number;
  readonly tensorColumns: number;
  readonly rows: number;
  readonly columns: number;
  readonly data: Float32Array;
  readonly maxAbs: number;
  /** The size at which the colours of floats end; `maxAbs` when absent. */
  readonly scale?: number;
  readonly min: number;
  readonly max: number;
}

/** Returns the size at which a heatmap's colours end by itself; null for integers, whose colours have no middle. */
export function ownScale({
  dtype,
  maxAbs,
  scale = maxAbs,
}: Pick<HeatmapData, "dtype" | "maxAbs" | "scale">): number | null {
  return dtype === "float32" || dtype === "float64" ? scale : null;
}

/** Describes one cell of a heatmap: where in the tensor it is, and what it holds. */
export interface HeatmapCell {
  readonly row: number;
  readonly column: number;
  readonly index: readonly number[];
  readonly value: number;
}

/**
 * Returns the cell at a place of the picture, both from 0 to 1; places outside count as the nearest cell. Null when
 * empty.
 */
export function cellAt(heatmap: HeatmapData, x: number, y: number): HeatmapCell | null {
  const row = clamp(Math.floor(y * heatmap.rows), heatmap.rows);
  const column = clamp(Math.floor(x * heatmap.columns), heatmap.columns);
  return cell(heatmap, row, column);
}

/** Returns the cell in a row and column of the picture, null outside of it. */
export function cell(heatmap: HeatmapData, row: number, column: number): HeatmapCell | null {
  if (row < 0 || column < 0 || row >= heatmap.rows || column >= heatmap.columns) return null;
  const value = heatmap.data[row * heatmap.columns + column];
  if (value === undefined) return null;
  return { row, column, index: elementIndex(heatmap, row, column), value };
}

/** The index, in the tensor's own shape, of the element that a cell shows. */
function elementIndex(heatmap: HeatmapData, row: number, column: number): number[] {
  const { shape } = heatmap;
  if (shape.length === 0) return [];
  let rest = Math.floor((column * heatmap.tensorColumns) / heatmap.columns);
  if (shape.length === 1) return [rest];
  const index = new Array<number>(shape.length);
  index[0] = Math.floor((row * heatmap.tensorRows) / heatmap.rows);
  for (let axis = shape.length - 1; axis > 0; axis--) {
    const size = Math.max(shape[axis] ?? 1, 1);
    index[axis] = rest % size;
    rest = Math.floor(rest / size);
  }
  return index;
}

function clamp(index: number, count: number): number {
  return Math.max(0, Math.min(count - 1, index));
}
