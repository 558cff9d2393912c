import { DOWN, UP } from "../../math/madd32.ts";
import { again } from "./again.ts";
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
      let sum = 0;
      let doubt = false;
      for (let t = 0; t < k; t++) {
        const y = b[b0]!;
        sum = s0 + a[a0]! * y;
        s0 = round(sum * up);
        if (round(sum * down) !== s0) doubt = true;
        sum = s1 + a[a0 + aRow]! * y;
        s1 = round(sum * up);
        if (round(sum * down) !== s1) doubt = true;
        sum = s2 + a[a0 + 2 * aRow]! * y;
        s2 = round(sum * up);
        if (round(sum * down) !== s2) doubt = true;
        sum = s3 + a[a0 + 3 * aRow]! * y;
        s3 = round(sum * up);
        if (round(sum * down) !== s3) doubt = true;
        a0 += aColumn;
        b0 += bRow;
      }
      if (doubt) {
        again(4, 1, k, [left, i], [right, j], result, accumulates, 1);
        continue;
      }
      c[c0] = accumulates ? c[c0]! + s0 : s0;
      c[c1] = accumulates ? c[c1]! + s1 : s1;
      c[c2] = accumulates ? c[c2]! + s2 : s2;
      c[c3] = accumulates ? c[c3]! + s3 : s3;
    }
    for (let i = mTiled; i < m; i++) {
      const c0 = cOffset + i * cRow + j * cColumn;
      let s0 = 0;
      let sum = 0;
      let doubt = false;
      let a0 = aOffset + i * aRow;
      let b0 = bOffset + j * bColumn;
      for (let t = 0; t < k; t++) {
        sum = s0 + a[a0]! * b[b0]!;
        s0 = round(sum * up);
        if (round(sum * down) !== s0) doubt = true;
        a0 += aColumn;
        b0 += bRow;
      }
      if (doubt) again(1, 1, k, [left, i], [right, j], result, accumulates, 1);
      else c[c0] = accumulates ? c[c0]! + s0 : s0;
    }
  }
}
