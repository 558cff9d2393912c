import { DOWN, settled, UP } from "../../math/madd32.ts";
import { LANES } from "./gemmOfAny.ts";
import type { Matrix } from "./matrix.ts";

const round = Math.fround;
/** The sums of four lanes each, for two elements of c. */
const quads = new Float32Array(LANES / 2);

/**
 * Calculates `c = a @ b`, or `c += a @ b`, each element as BLAS takes a dot product: in 16 chains, each over every 16th
 * k, whose sums are added up in pairs of neighbours. The columns of a and the rows of b are adjacent. Two columns of c
 * at a time and four chains of each, so that the processor has something to do while it rounds. Why `| 0`: see
 * `gemm.ts`.
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
      let term = 0;
      let sum = 0;
      let once = 0;
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
          term = x0 * b[b0 + t]!;
          sum = s00 + term;
          once = round(sum * up);
          s00 = round(sum * down) === once ? once : settled(term, s00, sum);
          term = x1 * b[b0 + t + 1]!;
          sum = s01 + term;
          once = round(sum * up);
          s01 = round(sum * down) === once ? once : settled(term, s01, sum);
          term = x2 * b[b0 + t + 2]!;
          sum = s02 + term;
          once = round(sum * up);
          s02 = round(sum * down) === once ? once : settled(term, s02, sum);
          term = x3 * b[b0 + t + 3]!;
          sum = s03 + term;
          once = round(sum * up);
          s03 = round(sum * down) === once ? once : settled(term, s03, sum);
          term = x0 * b[b1 + t]!;
          sum = s10 + term;
          once = round(sum * up);
          s10 = round(sum * down) === once ? once : settled(term, s10, sum);
          term = x1 * b[b1 + t + 1]!;
          sum = s11 + term;
          once = round(sum * up);
          s11 = round(sum * down) === once ? once : settled(term, s11, sum);
          term = x2 * b[b1 + t + 2]!;
          sum = s12 + term;
          once = round(sum * up);
          s12 = round(sum * down) === once ? once : settled(term, s12, sum);
          term = x3 * b[b1 + t + 3]!;
          sum = s13 + term;
          once = round(sum * up);
          s13 = round(sum * down) === once ? once : settled(term, s13, sum);
        }
        if (t < k) {
          term = a[a0 + t]! * b[b0 + t]!;
          sum = s00 + term;
          once = round(sum * up);
          s00 = round(sum * down) === once ? once : settled(term, s00, sum);
          term = a[a0 + t]! * b[b1 + t]!;
          sum = s10 + term;
          once = round(sum * up);
          s10 = round(sum * down) === once ? once : settled(term, s10, sum);
        }
        if (t + 1 < k) {
          term = a[a0 + t + 1]! * b[b0 + t + 1]!;
          sum = s01 + term;
          once = round(sum * up);
          s01 = round(sum * down) === once ? once : settled(term, s01, sum);
          term = a[a0 + t + 1]! * b[b1 + t + 1]!;
          sum = s11 + term;
          once = round(sum * up);
          s11 = round(sum * down) === once ? once : settled(term, s11, sum);
        }
        if (t + 2 < k) {
          term = a[a0 + t + 2]! * b[b0 + t + 2]!;
          sum = s02 + term;
          once = round(sum * up);
          s02 = round(sum * down) === once ? once : settled(term, s02, sum);
          term = a[a0 + t + 2]! * b[b1 + t + 2]!;
          sum = s12 + term;
          once = round(sum * up);
          s12 = round(sum * down) === once ? once : settled(term, s12, sum);
        }
        quads[first >> 2] = round(s00 + s01) + round(s02 + s03);
        quads[4 + (first >> 2)] = round(s10 + s11) + round(s12 + s13);
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
