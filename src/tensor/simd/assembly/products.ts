import { ADDS } from "./products/adding";
import { dotProducts } from "./products/dot";
import { NOTHING } from "./products/following";
import { product } from "./products/product";

/**
 * Calculates `c = a @ b`, added to what `adding` says, each element in 16 chains: see `dotProducts`. a's columns
 * and b's rows are adjacent.
 */
export function dots(
  m: i32, n: i32, k: i32,
  a: usize, aRow: usize, b: usize, bColumn: usize, c: usize, cRow: usize, cColumn: usize,
  adding: i32, work: usize,
): void {
  // Four columns are taken at a time, two rows.
  if (n > 2) dotProducts(m, n, k, a, aRow, b, bColumn, c, cRow, cColumn, adding, work);
  else dotProducts(n, m, k, b, bColumn, a, aRow, c, cColumn, cRow, adding, work);
}

/**
 * Calculates `c = a @ b`, added to what `adding` says (`products/adding.ts`): a is m×k, b is k×n, c is m×n. Each element is one chain
 * of fused multiply-adds over k, in order, from 0 on. Strides are in bytes.
 */
export function gemm(
  m: i32, n: i32, k: i32,
  a: usize, aRow: usize, aColumn: usize,
  b: usize, bRow: usize, bColumn: usize,
  c: usize, cRow: usize, cColumn: usize,
  adding: i32, work: usize,
): void {
  if (bColumn != 4 && bRow == 4 && aColumn == 4 && m < n && (m & 7) == 0 && k > 64) {
    // The transposed product: fewer numbers are brought into order.
    product(n, m, k, b, bColumn, bRow, a, aColumn, aRow, c, cColumn, cRow, c, cColumn, adding, NOTHING, work);
  } else {
    product(m, n, k, a, aRow, aColumn, b, bRow, bColumn, c, cRow, cColumn, c, cRow, adding, NOTHING, work);
  }
}

/**
 * Calculates `c = f(a @ b + bias)`, the product as `gemm` does and each step rounded; c's columns are adjacent, and so are the n numbers
 * of the bias. The functions: `products/following.ts`.
 */
export function gemmAndMore(
  m: i32, n: i32, k: i32,
  a: usize, aRow: usize, aColumn: usize,
  b: usize, bRow: usize, bColumn: usize,
  c: usize, cRow: usize,
  bias: usize, f: i32, work: usize,
): void {
  product(m, n, k, a, aRow, aColumn, b, bRow, bColumn, c, cRow, 4, bias, 0, ADDS, f, work);
}
