import { elements } from "../base/stridedLayout.ts";

/** A part of a tensor: along each dimension from where, and how many. */
interface Part {
  readonly start: readonly number[];
  readonly size: readonly number[];
}

/** Says where a part of a tensor lies on its picture; all from 0 to 1. */
export interface SheetPlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Says where a part of a tensor lies on its picture. The first dimension gives the rows, all the others the columns; a
 * vector is a row.
 */
export function sheetPlace(shape: readonly number[], { start, size }: Part): SheetPlace {
  const [rows, columns] = shape.length < 2 ? [1, shape[0] ?? 1] : [shape[0]!, elements(shape.slice(1))];
  const [top, left] = shape.length < 2 ? [0, start[0] ?? 0] : [start[0]!, flat(start, shape)];
  // Nothing of a tensor without elements lies anywhere.
  if (rows === 0 || columns === 0) return { x: 0, y: 0, width: 0, height: 0 };
  const last = start.map((from, axis) => from + size[axis]! - 1);
  const [bottom, right] = shape.length < 2 ? [0, last[0] ?? 0] : [last[0]!, flat(last, shape)];
  return {
    x: left / columns,
    y: top / rows,
    width: (right + 1 - left) / columns,
    height: (bottom + 1 - top) / rows,
  };
}

/** The column of an element. */
function flat(index: readonly number[], shape: readonly number[]): number {
  return index.slice(1).reduce((column, at, axis) => column * shape[axis + 1]! + at, 0);
}
