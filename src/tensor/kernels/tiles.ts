import { columnsFrom, rowsFrom, type Matrix } from "./matrix.ts";
import { panel, PANEL_ROWS } from "./panel.ts";
import { retakeTile } from "./retakeTile.ts";

const round = Math.fround;

/**
 * Calculates a product in tiles of 4 rows × 4 columns. Where fewer are left, the last row or column is taken for those
 * that are missing, and written again.
 *
 * A tile in which any sum may lie half way between two float32 is taken again by `retakeTile`, which settles each such sum.
 */
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
  const [aOffset, aRow, width] = [left.offset | 0, left.row | 0, 8 * k];
  const [b, bOffset, bRow, bColumn] = [right.data, right.offset | 0, right.row | 0, right.column | 0];
  const [c, cOffset, cRow, cColumn] = [result.data, result.offset | 0, result.row | 0, result.column | 0];
  for (let i = 0; i < m; i += PANEL_ROWS) {
    const high = Math.min(PANEL_ROWS, m - i);
    const x = panel(high, k, aOffset + i * aRow, left);
    const [row1, row2, row3] = [Math.min(1, high - 1), Math.min(2, high - 1), high - 1];
    for (let j = 0; j < n; j += 4) {
      const wide = Math.min(4, n - j);
      const [column1, column2, column3] = [Math.min(1, wide - 1), Math.min(2, wide - 1), wide - 1];
      const [b1, b2, b3] = [column1 * bColumn, column2 * bColumn, column3 * bColumn];
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
      let b0 = bOffset + j * bColumn;
      let sum = 0;
      let certain = true;
      for (let t = 0; certain && t < width; t += 8) {
        const x0 = x[t]!;
        const x1 = x[t + 1]!;
        const x2 = x[t + 2]!;
        const x3 = x[t + 3]!;
        const up0 = x[t + 4]!;
        const down0 = 2 - up0;
        const up1 = x[t + 5]!;
        const down1 = 2 - up1;
        const up2 = x[t + 6]!;
        const down2 = 2 - up2;
        const up3 = x[t + 7]!;
        const down3 = 2 - up3;
        const y0 = b[b0]!;
        const y1 = b[b0 + b1]!;
        const y2 = b[b0 + b2]!;
        const y3 = b[b0 + b3]!;
        sum = s00 + x0 * y0;
        s00 = round(sum * up0);
        if (round(sum * down0) !== s00) certain = false;
        sum = s01 + x0 * y1;
        s01 = round(sum * up0);
        if (round(sum * down0) !== s01) certain = false;
        sum = s02 + x0 * y2;
        s02 = round(sum * up0);
        if (round(sum * down0) !== s02) certain = false;
        sum = s03 + x0 * y3;
        s03 = round(sum * up0);
        if (round(sum * down0) !== s03) certain = false;
        sum = s10 + x1 * y0;
        s10 = round(sum * up1);
        if (round(sum * down1) !== s10) certain = false;
        sum = s11 + x1 * y1;
        s11 = round(sum * up1);
        if (round(sum * down1) !== s11) certain = false;
        sum = s12 + x1 * y2;
        s12 = round(sum * up1);
        if (round(sum * down1) !== s12) certain = false;
        sum = s13 + x1 * y3;
        s13 = round(sum * up1);
        if (round(sum * down1) !== s13) certain = false;
        sum = s20 + x2 * y0;
        s20 = round(sum * up2);
        if (round(sum * down2) !== s20) certain = false;
        sum = s21 + x2 * y1;
        s21 = round(sum * up2);
        if (round(sum * down2) !== s21) certain = false;
        sum = s22 + x2 * y2;
        s22 = round(sum * up2);
        if (round(sum * down2) !== s22) certain = false;
        sum = s23 + x2 * y3;
        s23 = round(sum * up2);
        if (round(sum * down2) !== s23) certain = false;
        sum = s30 + x3 * y0;
        s30 = round(sum * up3);
        if (round(sum * down3) !== s30) certain = false;
        sum = s31 + x3 * y1;
        s31 = round(sum * up3);
        if (round(sum * down3) !== s31) certain = false;
        sum = s32 + x3 * y2;
        s32 = round(sum * up3);
        if (round(sum * down3) !== s32) certain = false;
        sum = s33 + x3 * y3;
        s33 = round(sum * up3);
        if (round(sum * down3) !== s33) certain = false;
        b0 += bRow;
      }
      if (!certain) {
        retakeTile(x, high, wide, k, columnsFrom(j, right), columnsFrom(j, rowsFrom(i, result)), accumulates);
        continue;
      }
      const c0 = cOffset + i * cRow + j * cColumn;
      const [c1, c2, c3] = [c0 + row1 * cRow, c0 + row2 * cRow, c0 + row3 * cRow];
      const [o1, o2, o3] = [column1 * cColumn, column2 * cColumn, column3 * cColumn];
      if (accumulates) {
        s00 += c[c0]!;
        s01 += c[c0 + o1]!;
        s02 += c[c0 + o2]!;
        s03 += c[c0 + o3]!;
        s10 += c[c1]!;
        s11 += c[c1 + o1]!;
        s12 += c[c1 + o2]!;
        s13 += c[c1 + o3]!;
        s20 += c[c2]!;
        s21 += c[c2 + o1]!;
        s22 += c[c2 + o2]!;
        s23 += c[c2 + o3]!;
        s30 += c[c3]!;
        s31 += c[c3 + o1]!;
        s32 += c[c3 + o2]!;
        s33 += c[c3 + o3]!;
      }
      c[c0] = s00;
      c[c0 + o1] = s01;
      c[c0 + o2] = s02;
      c[c0 + o3] = s03;
      c[c1] = s10;
      c[c1 + o1] = s11;
      c[c1 + o2] = s12;
      c[c1 + o3] = s13;
      c[c2] = s20;
      c[c2 + o1] = s21;
      c[c2 + o2] = s22;
      c[c2 + o3] = s23;
      c[c3] = s30;
      c[c3 + o1] = s31;
      c[c3 + o2] = s32;
      c[c3 + o3] = s33;
    }
  }
}
