import { DOWN, settled, UP } from "../../math/madd32.ts";
import type { Matrix } from "./matrix.ts";

const round = Math.fround;

/** Calculates a product in tiles of 4 rows × 4 columns, of both of which there are multiples of 4. */
export function tiles(
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
  const [up, down] = [UP, DOWN];
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
      let term = 0;
      let sum = 0;
      let once = 0;
      for (let t = 0; t < k; t++) {
        const x0 = a[a0]!;
        const x1 = a[a1]!;
        const x2 = a[a2]!;
        const x3 = a[a3]!;
        const y0 = b[b0]!;
        const y1 = b[b0 + bColumn]!;
        const y2 = b[b0 + 2 * bColumn]!;
        const y3 = b[b0 + 3 * bColumn]!;
        term = x0 * y0;
        sum = s00 + term;
        once = round(sum * up);
        s00 = round(sum * down) === once ? once : settled(term, s00, sum);
        term = x0 * y1;
        sum = s01 + term;
        once = round(sum * up);
        s01 = round(sum * down) === once ? once : settled(term, s01, sum);
        term = x0 * y2;
        sum = s02 + term;
        once = round(sum * up);
        s02 = round(sum * down) === once ? once : settled(term, s02, sum);
        term = x0 * y3;
        sum = s03 + term;
        once = round(sum * up);
        s03 = round(sum * down) === once ? once : settled(term, s03, sum);
        term = x1 * y0;
        sum = s10 + term;
        once = round(sum * up);
        s10 = round(sum * down) === once ? once : settled(term, s10, sum);
        term = x1 * y1;
        sum = s11 + term;
        once = round(sum * up);
        s11 = round(sum * down) === once ? once : settled(term, s11, sum);
        term = x1 * y2;
        sum = s12 + term;
        once = round(sum * up);
        s12 = round(sum * down) === once ? once : settled(term, s12, sum);
        term = x1 * y3;
        sum = s13 + term;
        once = round(sum * up);
        s13 = round(sum * down) === once ? once : settled(term, s13, sum);
        term = x2 * y0;
        sum = s20 + term;
        once = round(sum * up);
        s20 = round(sum * down) === once ? once : settled(term, s20, sum);
        term = x2 * y1;
        sum = s21 + term;
        once = round(sum * up);
        s21 = round(sum * down) === once ? once : settled(term, s21, sum);
        term = x2 * y2;
        sum = s22 + term;
        once = round(sum * up);
        s22 = round(sum * down) === once ? once : settled(term, s22, sum);
        term = x2 * y3;
        sum = s23 + term;
        once = round(sum * up);
        s23 = round(sum * down) === once ? once : settled(term, s23, sum);
        term = x3 * y0;
        sum = s30 + term;
        once = round(sum * up);
        s30 = round(sum * down) === once ? once : settled(term, s30, sum);
        term = x3 * y1;
        sum = s31 + term;
        once = round(sum * up);
        s31 = round(sum * down) === once ? once : settled(term, s31, sum);
        term = x3 * y2;
        sum = s32 + term;
        once = round(sum * up);
        s32 = round(sum * down) === once ? once : settled(term, s32, sum);
        term = x3 * y3;
        sum = s33 + term;
        once = round(sum * up);
        s33 = round(sum * down) === once ? once : settled(term, s33, sum);
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
