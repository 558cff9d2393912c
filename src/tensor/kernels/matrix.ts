import type { TypedArray } from "../dtype.ts";

/** Describes a window on a typed array: element (i, j) lies at `offset + i * row + j * column`. */
export interface Matrix<Data extends TypedArray = TypedArray> {
  readonly data: Data;
  readonly offset: number;
  readonly row: number;
  readonly column: number;
}

/** Makes a {@link Matrix}. All are made here, so that they are of one hidden class. */
export function matrix<Data extends TypedArray>(data: Data, offset: number, row: number, column: number): Matrix<Data> {
  return { data, offset, row, column };
}

/** Returns the same window, rows and columns exchanged. */
export function transposed<Data extends TypedArray>(a: Matrix<Data>): Matrix<Data> {
  return matrix(a.data, a.offset, a.column, a.row);
}

/** Returns the same window without its first columns. */
export function columnsFrom<Data extends TypedArray>(first: number, a: Matrix<Data>): Matrix<Data> {
  return matrix(a.data, a.offset + first * a.column, a.row, a.column);
}

/** Returns the same window without its first rows. */
export function rowsFrom<Data extends TypedArray>(first: number, a: Matrix<Data>): Matrix<Data> {
  return matrix(a.data, a.offset + first * a.row, a.row, a.column);
}
