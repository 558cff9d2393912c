import type { Shape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { matrix, transposed, type Matrix } from "./matrix.ts";
import { offsetAt } from "./strided.ts";

/** Calculates `c = a @ b`, or `c += a @ b`: a is m×k, b is k×n, c is m×n. */
export type Gemm = (m: number, n: number, k: number, a: Matrix, b: Matrix, c: Matrix, accumulates: boolean) => void;

/**
 * Cuts the matrix product and its two derivatives into products of two matrices, in their order. All dimensions of the
 * left operand but its last are rows; where those rows do not lie evenly in memory, the leading dimensions are walked, one
 * run of rows at a time. A right operand of more dimensions is one matrix for each of the left one's.
 */
export const products = {
  matmul(a: Tensor, b: Tensor, y: Tensor, gemm: Gemm): void {
    if (b.shape.length > 2) return eachMatrix(a, b, y, false, gemm);
    const k = b.shape[0]!;
    const n = b.shape[1]!;
    const outer = unevenDimensions(a);
    const runs = product(a.shape, 0, outer);
    const rows = product(a.shape, outer, a.shape.length - 1);
    for (let run = 0; run < runs; run++) {
      gemm(rows, n, k, rowsOf(a, run, outer), matrixOf(b), rowsInOrder(y, run * rows, n), false);
    }
  },
  matmulBackwardA(dy: Tensor, b: Tensor, da: Tensor, gemm: Gemm): void {
    if (b.shape.length > 2) return eachMatrix(dy, swapped(b), da, true, gemm);
    const k = b.shape[0]!;
    const n = b.shape[1]!;
    const outer = unevenDimensions(dy);
    const runs = product(dy.shape, 0, outer);
    const rows = product(dy.shape, outer, dy.shape.length - 1);
    for (let run = 0; run < runs; run++) {
      gemm(rows, k, n, rowsOf(dy, run, outer), transposed(matrixOf(b)), rowsInOrder(da, run * rows, k), true);
    }
  },
  matmulBackwardB(a: Tensor, dy: Tensor, db: Tensor, gemm: Gemm): void {
    if (db.shape.length > 2) return eachMatrix(swapped(a), dy, db, true, gemm);
    const k = db.shape[0]!;
    const n = db.shape[1]!;
    const outer = Math.max(unevenDimensions(a), unevenDimensions(dy));
    const runs = product(a.shape, 0, outer);
    const rows = product(a.shape, outer, a.shape.length - 1);
    for (let run = 0; run < runs; run++) {
      gemm(k, n, rows, transposed(rowsOf(a, run, outer)), rowsOf(dy, run, outer), rowsInOrder(db, 0, n), true);
    }
  },
};

/** The product of each pair of matrices, of three tensors with the same leading dimensions. */
function eachMatrix(a: Tensor, b: Tensor, y: Tensor, accumulates: boolean, gemm: Gemm): void {
  const rank = y.shape.length;
  const [m, n, k] = [y.shape[rank - 2]!, y.shape[rank - 1]!, b.shape[rank - 2]!];
  const batches = product(y.shape, 0, rank - 2);
  for (let batch = 0; batch < batches; batch++) {
    gemm(m, n, k, matrixAt(a, batch), matrixAt(b, batch), matrixAt(y, batch), accumulates);
  }
}

/** The `position`-th of a tensor's matrices. */
function matrixAt(a: Tensor, position: number): Matrix {
  const rank = a.shape.length;
  return matrix(a.storage.data, offsetAt(a, position, rank - 2), a.stride[rank - 2]!, a.stride[rank - 1]!);
}

/** The matrices transposed. */
function swapped(a: Tensor): Tensor {
  const rank = a.shape.length;
  const exchanged = (values: readonly number[]): number[] => [
    ...values.slice(0, -2),
    values[rank - 1]!,
    values[rank - 2]!,
  ];
  return { ...a, shape: exchanged(a.shape), stride: exchanged(a.stride) };
}

/** How many leading dimensions have to be walked, because the rows of the others alone lie evenly. */
function unevenDimensions(a: Tensor): number {
  let axis = a.shape.length - 2;
  while (axis > 0 && a.stride[axis - 1] === a.stride[axis]! * a.shape[axis]!) axis--;
  return Math.max(axis, 0);
}

/** The rows of the `run`-th run as a matrix; a vector is a single row. */
function rowsOf(a: Tensor, run: number, outer: number): Matrix {
  const rank = a.shape.length;
  const row = rank < 2 ? 0 : a.stride[rank - 2]!;
  return matrix(a.storage.data, offsetAt(a, run, outer), row, a.stride[rank - 1]!);
}

function matrixOf(b: Tensor): Matrix {
  return matrix(b.storage.data, b.offset, b.stride[0]!, b.stride[1]!);
}

/** The rows of a contiguous tensor from the `first` on. */
function rowsInOrder(y: Tensor, first: number, columns: number): Matrix {
  return matrix(y.storage.data, y.offset + first * columns, columns, 1);
}

function product(shape: Shape, from: number, to: number): number {
  let count = 1;
  for (let axis = from; axis < to; axis++) count *= shape[axis]!;
  return count;
}
