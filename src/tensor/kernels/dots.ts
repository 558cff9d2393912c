import { DOWN, UP } from "../../math/madd32.ts";
import { gemmOfAny, LANES } from "./gemmOfAny.ts";
import { columnsFrom, rowsFrom, type Matrix } from "./matrix.ts";

const round = Math.fround;
/** The sums of four lanes each, for two elements of c. */
const quads = new Float32Array(LANES / 2);

/**
 * Calculates `c = a @ b`, or `c += a @ b`, each element as BLAS takes a dot product: in 16 chains, each over every 16th
 * k, whose sums are added up in pairs of neighbours. The columns of a and the rows of b are adjacent. Two columns of c
 * at a time and four chains of each, so that the processor has something to do while it rounds. What a sum half way between
 * two float32 may have gone into is taken again, one by one. Why `| 0`: see `gemm.ts`.
 */
export function dots(
  rows: number,
  columns: number,
  terms: number,
  left: Matrix<Float32Array>,
  right: Matrix<Float32Array>,
  result: Matrix<Float32Array>,
  accumulates: boolean,
): void {
  const [m, n, k] = [rows | 0, columns | 0, terms | 0];
  const [a, b, c] = [left.data, right.data, result.data];
  const [up, down] = [UP, DOWN];
  for (let i = 0; i < m; i++) {
    const a0 = (left.offset + i * left.row) | 0;
    for (let j = 0; j < n; j += 2) {
      const b0 = (right.offset + j * right.column) | 0;
      // A last column without a neighbour is its own.
      const b1 = j + 1 < n ? (b0 + right.column) | 0 : b0;
      let sum = 0;
      let certain = true;
      for (let first = 0; first < LANES; first += 4) {
        let s00 = 0,
          s01 = 0,
          s02 = 0,
          s03 = 0;
        let s10 = 0,
          s11 = 0,
          s12 = 0,
          s13 = 0;
        let t = first;
        for (; t + 3 < k; t += LANES) {
          const x0 = a[a0 + t]!;
          const x1 = a[a0 + t + 1]!;
          const x2 = a[a0 + t + 2]!;
          const x3 = a[a0 + t + 3]!;
          sum = s00 + x0 * b[b0 + t]!;
          s00 = round(sum * up);
          if (round(sum * down) !== s00) certain = false;
          sum = s01 + x1 * b[b0 + t + 1]!;
          s01 = round(sum * up);
          if (round(sum * down) !== s01) certain = false;
          sum = s02 + x2 * b[b0 + t + 2]!;
          s02 = round(sum * up);
          if (round(sum * down) !== s02) certain = false;
          sum = s03 + x3 * b[b0 + t + 3]!;
          s03 = round(sum * up);
          if (round(sum * down) !== s03) certain = false;
          sum = s10 + x0 * b[b1 + t]!;
          s10 = round(sum * up);
          if (round(sum * down) !== s10) certain = false;
          sum = s11 + x1 * b[b1 + t + 1]!;
          s11 = round(sum * up);
          if (round(sum * down) !== s11) certain = false;
          sum = s12 + x2 * b[b1 + t + 2]!;
          s12 = round(sum * up);
          if (round(sum * down) !== s12) certain = false;
          sum = s13 + x3 * b[b1 + t + 3]!;
          s13 = round(sum * up);
          if (round(sum * down) !== s13) certain = false;
        }
        if (t < k) {
          sum = s00 + a[a0 + t]! * b[b0 + t]!;
          s00 = round(sum * up);
          if (round(sum * down) !== s00) certain = false;
          sum = s10 + a[a0 + t]! * b[b1 + t]!;
          s10 = round(sum * up);
          if (round(sum * down) !== s10) certain = false;
        }
        if (t + 1 < k) {
          sum = s01 + a[a0 + t + 1]! * b[b0 + t + 1]!;
          s01 = round(sum * up);
          if (round(sum * down) !== s01) certain = false;
          sum = s11 + a[a0 + t + 1]! * b[b1 + t + 1]!;
          s11 = round(sum * up);
          if (round(sum * down) !== s11) certain = false;
        }
        if (t + 2 < k) {
          sum = s02 + a[a0 + t + 2]! * b[b0 + t + 2]!;
          s02 = round(sum * up);
          if (round(sum * down) !== s02) certain = false;
          sum = s12 + a[a0 + t + 2]! * b[b1 + t + 2]!;
          s12 = round(sum * up);
          if (round(sum * down) !== s12) certain = false;
        }
        quads[first >> 2] = round(s00 + s01) + round(s02 + s03);
        quads[4 + (first >> 2)] = round(s10 + s11) + round(s12 + s13);
      }
      if (!certain) {
        const pair = Math.min(2, n - j);
        gemmOfAny(
          1,
          pair,
          k,
          rowsFrom(i, left),
          columnsFrom(j, right),
          columnsFrom(j, rowsFrom(i, result)),
          accumulates,
        );
        continue;
      }
      const at = result.offset + i * result.row + j * result.column;
      const one = round(round(quads[0]! + quads[1]!) + round(quads[2]! + quads[3]!));
      c[at] = accumulates ? c[at]! + one : one;
      if (j + 1 === n) continue;
      const next = round(round(quads[4]! + quads[5]!) + round(quads[6]! + quads[7]!));
      c[at + result.column] = accumulates ? c[at + result.column]! + next : next;
    }
  }
}
