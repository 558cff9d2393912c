import type { GridCell, GridWindow } from "../../views/TensorGrid.tsx";
import type { Region } from "../../base/region.ts";

/** Says how a tensor of any number of dimensions lies on a grid of rows and columns. */
export interface GridLayout {
  readonly rows: number;
  readonly columns: number;
  /** The dimensions that run down and across; null where the tensor has none to spare. */
  readonly rowAxis: number | null;
  readonly columnAxis: number | null;
  /** Dimensions of which one slice is seen: all but the last two. */
  readonly slicedAxes: readonly number[];
}

/** The last two dimensions make rows and columns; a 1-d tensor is one column, a 0-d tensor one cell. */
export function gridLayout(shape: readonly number[]): GridLayout {
  const rank = shape.length;
  const rowAxis = rank === 0 ? null : Math.max(0, rank - 2);
  const columnAxis = rank < 2 ? null : rank - 1;
  return {
    rows: rowAxis === null ? 1 : shape[rowAxis]!,
    columns: columnAxis === null ? 1 : shape[columnAxis]!,
    rowAxis,
    columnAxis,
    slicedAxes: Array.from({ length: Math.max(0, rank - 2) }, (_, axis) => axis),
  };
}

/** Returns the index in the tensor of a cell of the grid, in the slice that is seen. */
export function indexOf({ row, column }: GridCell, layout: GridLayout, slice: readonly number[]): number[] {
  const index = layout.slicedAxes.map((axis) => slice[axis] ?? 0);
  if (layout.rowAxis !== null) index.push(row);
  if (layout.columnAxis !== null) index.push(column);
  return index;
}

/** Returns the cell of the grid that shows an element; null when it lies in another slice. */
export function cellOf(index: readonly number[], layout: GridLayout, slice: readonly number[]): GridCell | null {
  if (layout.slicedAxes.some((axis) => index[axis] !== (slice[axis] ?? 0))) return null;
  return {
    row: layout.rowAxis === null ? 0 : (index[layout.rowAxis] ?? 0),
    column: layout.columnAxis === null ? 0 : (index[layout.columnAxis] ?? 0),
  };
}

/** Returns the part of the tensor that a window of the grid shows. */
export function regionOf(window: GridWindow, layout: GridLayout, slice: readonly number[]): Region {
  const start = indexOf({ row: window.row, column: window.column }, layout, slice);
  const size = layout.slicedAxes.map(() => 1);
  if (layout.rowAxis !== null) size.push(window.rowEnd - window.row);
  if (layout.columnAxis !== null) size.push(window.columnEnd - window.column);
  return { start, size };
}
