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
  // Four columns are taken at a time, two rows; one or two columns that are left are rows of the transposed product.
  const rest = (n & 3) > 2 ? 0 : n & 3;
  const whole = n - rest;
  if (whole) dotProducts(m, whole, k, a, aRow, b, bColumn, c, cRow, cColumn, adding, work);
  if (rest) {
    const there = <usize>whole * cColumn;
    dotProducts(rest, m, k, b + <usize>whole * bColumn, bColumn, a, aRow, c + there, cColumn, cRow, adding, work);
  }
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
  // Numbers of b, or of a and, three times as dear, of c: what is brought into order.
  const transposed = bColumn != 4 && bRow == 4 && aColumn == 4 && (m & 7) == 0 && <f64>m * <f64>(k + 3 * n) < <f64>n * <f64>k;
  if (transposed) {
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
