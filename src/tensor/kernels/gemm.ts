import { dots, LANES } from "./dots.ts";
import { integerProduct } from "./integerSum.ts";
import { columnsFrom, transposed, type Matrix } from "./matrix.ts";

const round = Math.fround;

/**
 * Calculates `c = a @ b`, or `c += a @ b` when `accumulates`: a is m×k, b is k×n, c is m×n. What was in c is added at
 * the end.
 *
 * In float32 each element is a chain of fused multiply-adds over k in order, from 0 on: `Math.fround(a * b + sum)`, as
 * the product is exact in double. Where c has few columns, and k runs through adjacent numbers of a and of b, it is the
 * sum of 16 such chains (`dots.ts`). These are the orders in which PyTorch's BLAS (MKL) adds up on x86, as far as a
 * recorded training shows them: its 1,000 losses are equal to the bit. Float64 sums are taken in order.
 *
 * Float32 goes through loops of its own: loops that also saw other arrays would be slower by half and more. Their
 * offsets and strides are taken `| 0`: an engine that has once seen one of them as a double would else go on so.
 */
export function gemm(m: number, n: number, k: number, a: Matrix, b: Matrix, c: Matrix, accumulates: boolean): void {
  if (!(isFloat32(a) && isFloat32(b) && isFloat32(c))) {
    if (c.data instanceof Int32Array) return integerProduct(m, n, k, a, b, c);
    return gemmOfAny(m, n, k, a, b, c, accumulates);
  }
  if (inLanes(n, a, b)) return dots(m, n, k, a, b, c, accumulates);
  // Tiles of 4×4 cover all but the last n % 4 columns and m % 4 rows. The columns left over go in strips of 4 rows;
  // the rows left over are such strips of the transposed product, cᵀ = bᵀ @ aᵀ.
  const mTiled = m - (m % 4);
  const nTiled = n - (n % 4);
  if (mTiled > 0 && nTiled > 0) tiles(mTiled, nTiled, k, a, b, c, accumulates);
  if (nTiled < n) strips(m, n - nTiled, k, a, columnsFrom(nTiled, b), columnsFrom(nTiled, c), accumulates);
  if (mTiled < m && nTiled > 0) {
    const [rest, result] = [columnsFrom(mTiled, transposed(a)), columnsFrom(mTiled, transposed(c))];
    strips(nTiled, m - mTiled, k, transposed(b), rest, result, accumulates);
  }
}

function isFloat32(matrix: Matrix): matrix is Matrix<Float32Array> {
  return matrix.data instanceof Float32Array;
}

/** Says whether BLAS goes along k: a row of c would not fill a vector, and k lies in one piece. */
export function inLanes(n: number, a: Matrix, b: Matrix): boolean {
  return n < LANES && a.column === 1 && b.row === 1;
}

const sums = new Float64Array(LANES);

/** Returns the same sums in the same order, for any dtype: what the float32 loops are compared with. */
export function gemmOfAny(
  m: number,
  n: number,
  k: number,
  a: Matrix,
  b: Matrix,
  c: Matrix,
  accumulates: boolean,
): void {
  const single = isFloat32(c);
  const chains = single && inLanes(n, a, b) ? LANES : 1;
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      sums.fill(0);
      for (let t = 0; t < k; t++) {
        const product = a.data[a.offset + i * a.row + t * a.column]! * b.data[b.offset + t * b.row + j * b.column]!;
        const sum = sums[t % chains]! + product;
        sums[t % chains] = single ? round(sum) : sum;
      }
      for (let width = chains / 2; width >= 1; width /= 2) {
        for (let lane = 0; lane < width; lane++) sums[lane] = round(sums[2 * lane]! + sums[2 * lane + 1]!);
      }
      const at = c.offset + i * c.row + j * c.column;
      c.data[at] = accumulates ? c.data[at]! + sums[0]! : sums[0]!;
    }
  }
}

/** Tiles of 4 rows × 4 columns, of both of which there are multiples of 4. */
function tiles(
  rows: number,
  columns: number,
  terms: number,
  left: Matrix<Float32Array>,
  right: Matrix<Float32Array>,
  result: Matrix<Float32Array>,
  accumulates: boolean,
): void {
  const [m, n, k] = [rows | 0, columns | 0, terms | 0];
  const [a, aOffset, aRow, aColumn] = [left.data, left.offset | 0, left.row | 0, left.column | 0];
  const [b, bOffset, bRow, bColumn] = [right.data, right.offset | 0, right.row | 0, right.column | 0];
  const [c, cOffset, cRow, cColumn] = [result.data, result.offset | 0, result.row | 0, result.column | 0];
  for (let i = 0; i < m; i += 4) {
    for (let j = 0; j < n; j += 4) {
      const c0 = cOffset + i * cRow + j * cColumn;
      const c1 = c0 + cRow;
      const c2 = c1 + cRow;
      const c3 = c2 + cRow;
      let s00 = 0,
        s01 = 0,
        s02 = 0,
        s03 = 0;
      let s10 = 0,
        s11 = 0,
        s12 = 0,
        s13 = 0;
      let s20 = 0,
        s21 = 0,
        s22 = 0,
        s23 = 0;
      let s30 = 0,
        s31 = 0,
        s32 = 0,
        s33 = 0;
      let a0 = aOffset + i * aRow;
      let a1 = a0 + aRow;
      let a2 = a1 + aRow;
      let a3 = a2 + aRow;
      let b0 = bOffset + j * bColumn;
      for (let t = 0; t < k; t++) {
        const x0 = a[a0]!;
        const x1 = a[a1]!;
        const x2 = a[a2]!;
        const x3 = a[a3]!;
        const y0 = b[b0]!;
        const y1 = b[b0 + bColumn]!;
        const y2 = b[b0 + 2 * bColumn]!;
        const y3 = b[b0 + 3 * bColumn]!;
        s00 = round(s00 + x0 * y0);
        s01 = round(s01 + x0 * y1);
        s02 = round(s02 + x0 * y2);
        s03 = round(s03 + x0 * y3);
        s10 = round(s10 + x1 * y0);
        s11 = round(s11 + x1 * y1);
        s12 = round(s12 + x1 * y2);
        s13 = round(s13 + x1 * y3);
        s20 = round(s20 + x2 * y0);
        s21 = round(s21 + x2 * y1);
        s22 = round(s22 + x2 * y2);
        s23 = round(s23 + x2 * y3);
        s30 = round(s30 + x3 * y0);
        s31 = round(s31 + x3 * y1);
        s32 = round(s32 + x3 * y2);
        s33 = round(s33 + x3 * y3);
        a0 += aColumn;
        a1 += aColumn;
        a2 += aColumn;
        a3 += aColumn;
        b0 += bRow;
      }
      if (accumulates) {
        s00 += c[c0]!;
        s01 += c[c0 + cColumn]!;
        s02 += c[c0 + 2 * cColumn]!;
        s03 += c[c0 + 3 * cColumn]!;
        s10 += c[c1]!;
        s11 += c[c1 + cColumn]!;
        s12 += c[c1 + 2 * cColumn]!;
        s13 += c[c1 + 3 * cColumn]!;
        s20 += c[c2]!;
        s21 += c[c2 + cColumn]!;
        s22 += c[c2 + 2 * cColumn]!;
        s23 += c[c2 + 3 * cColumn]!;
        s30 += c[c3]!;
        s31 += c[c3 + cColumn]!;
        s32 += c[c3 + 2 * cColumn]!;
        s33 += c[c3 + 3 * cColumn]!;
      }
      c[c0] = s00;
      c[c0 + cColumn] = s01;
      c[c0 + 2 * cColumn] = s02;
      c[c0 + 3 * cColumn] = s03;
      c[c1] = s10;
      c[c1 + cColumn] = s11;
      c[c1 + 2 * cColumn] = s12;
      c[c1 + 3 * cColumn] = s13;
      c[c2] = s20;
      c[c2 + cColumn] = s21;
      c[c2 + 2 * cColumn] = s22;
      c[c2 + 3 * cColumn] = s23;
      c[c3] = s30;
      c[c3 + cColumn] = s31;
      c[c3 + 2 * cColumn] = s32;
      c[c3 + 3 * cColumn] = s33;
    }
  }
}

/** Strips of 4 rows × 1 column, and what is left of the rows one by one. */
function strips(
  rows: number,
  columns: number,
  terms: number,
  left: Matrix<Float32Array>,
  right: Matrix<Float32Array>,
  result: Matrix<Float32Array>,
  accumulates: boolean,
): void {
  const [m, n, k] = [rows | 0, columns | 0, terms | 0];
  const [a, aOffset, aRow, aColumn] = [left.data, left.offset | 0, left.row | 0, left.column | 0];
  const [b, bOffset, bRow, bColumn] = [right.data, right.offset | 0, right.row | 0, right.column | 0];
  const [c, cOffset, cRow, cColumn] = [result.data, result.offset | 0, result.row | 0, result.column | 0];
  const mTiled = m - (m % 4);
  for (let j = 0; j < n; j++) {
    for (let i = 0; i < mTiled; i += 4) {
      const c0 = cOffset + i * cRow + j * cColumn;
      const c1 = c0 + cRow;
      const c2 = c1 + cRow;
      const c3 = c2 + cRow;
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      let a0 = aOffset + i * aRow;
      let b0 = bOffset + j * bColumn;
      for (let t = 0; t < k; t++) {
        const y = b[b0]!;
        s0 = round(s0 + a[a0]! * y);
        s1 = round(s1 + a[a0 + aRow]! * y);
        s2 = round(s2 + a[a0 + 2 * aRow]! * y);
        s3 = round(s3 + a[a0 + 3 * aRow]! * y);
        a0 += aColumn;
        b0 += bRow;
      }
      c[c0] = accumulates ? c[c0]! + s0 : s0;
      c[c1] = accumulates ? c[c1]! + s1 : s1;
      c[c2] = accumulates ? c[c2]! + s2 : s2;
      c[c3] = accumulates ? c[c3]! + s3 : s3;
    }
    for (let i = mTiled; i < m; i++) {
      const c0 = cOffset + i * cRow + j * cColumn;
      let sum = 0;
      let a0 = aOffset + i * aRow;
      let b0 = bOffset + j * bColumn;
      for (let t = 0; t < k; t++) {
        sum = round(sum + a[a0]! * b[b0]!);
        a0 += aColumn;
        b0 += bRow;
      }
      c[c0] = accumulates ? c[c0]! + sum : sum;
    }
  }
}
