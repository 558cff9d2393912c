import { DOWN, settled, UP } from "../../math/madd32.ts";
import type { Matrix } from "./matrix.ts";

const round = Math.fround;

/** Calculates a product in strips of 4 rows × 1 column, and the rows left over one by one. */
export function strips(
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
  const [up, down] = [UP, DOWN];
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
      let term = 0;
      let sum = 0;
      let once = 0;
      for (let t = 0; t < k; t++) {
        const y = b[b0]!;
        term = a[a0]! * y;
        sum = s0 + term;
        once = round(sum * up);
        s0 = round(sum * down) === once ? once : settled(term, s0, sum);
        term = a[a0 + aRow]! * y;
        sum = s1 + term;
        once = round(sum * up);
        s1 = round(sum * down) === once ? once : settled(term, s1, sum);
        term = a[a0 + 2 * aRow]! * y;
        sum = s2 + term;
        once = round(sum * up);
        s2 = round(sum * down) === once ? once : settled(term, s2, sum);
        term = a[a0 + 3 * aRow]! * y;
        sum = s3 + term;
        once = round(sum * up);
        s3 = round(sum * down) === once ? once : settled(term, s3, sum);
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
      let s0 = 0;
      let term = 0;
      let sum = 0;
      let once = 0;
      let a0 = aOffset + i * aRow;
      let b0 = bOffset + j * bColumn;
      for (let t = 0; t < k; t++) {
        term = a[a0]! * b[b0]!;
        sum = s0 + term;
        once = round(sum * up);
        s0 = round(sum * down) === once ? once : settled(term, s0, sum);
        a0 += aColumn;
        b0 += bRow;
      }
      c[c0] = accumulates ? c[c0]! + s0 : s0;
    }
  }
}
