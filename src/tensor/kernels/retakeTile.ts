import { settled } from "../../math/madd32.ts";
import type { Matrix } from "./matrix.ts";
import { hasFraction, PANEL_ROWS } from "./panel.ts";

const round = Math.fround;
/** What a call gives goes through here: an engine would else box the sums, which are as often no call's. */
const cell = new Float64Array(1);

/**
 * Calculates a tile of a product by itself, and settles each sum that lies half way between two float32.
 *
 * @param x the rows of the left operand, as `panel` gives them; the first `rows` of them are written.
 */
export function retakeTile(
  x: Float64Array,
  rows: number,
  columns: number,
  terms: number,
  right: Matrix<Float32Array>,
  result: Matrix<Float32Array>,
  accumulates: boolean,
): void {
  const end = (2 * PANEL_ROWS * terms) | 0;
  const [b, bRow] = [right.data, right.row | 0];
  const [c, cRow] = [result.data, result.row | 0];
  for (let j = 0; j < columns; j++) {
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    let before = 0;
    let term = 0;
    let sum = 0;
    let little = 0;
    let b0 = (right.offset + j * right.column) | 0;
    for (let t = 0; t < end; t += 8) {
      const y = b[b0]!;
      const checked = hasFraction(y);
      term = x[t]! * y;
      before = s0;
      sum = s0 + term;
      little = (x[t + 4]! - 1) * checked;
      s0 = round(sum * (1 + little));
      if (round(sum * (1 - little)) !== s0) {
        cell[0] = settled(term, before, sum);
        s0 = cell[0]!;
      }
      term = x[t + 1]! * y;
      before = s1;
      sum = s1 + term;
      little = (x[t + 5]! - 1) * checked;
      s1 = round(sum * (1 + little));
      if (round(sum * (1 - little)) !== s1) {
        cell[0] = settled(term, before, sum);
        s1 = cell[0]!;
      }
      term = x[t + 2]! * y;
      before = s2;
      sum = s2 + term;
      little = (x[t + 6]! - 1) * checked;
      s2 = round(sum * (1 + little));
      if (round(sum * (1 - little)) !== s2) {
        cell[0] = settled(term, before, sum);
        s2 = cell[0]!;
      }
      term = x[t + 3]! * y;
      before = s3;
      sum = s3 + term;
      little = (x[t + 7]! - 1) * checked;
      s3 = round(sum * (1 + little));
      if (round(sum * (1 - little)) !== s3) {
        cell[0] = settled(term, before, sum);
        s3 = cell[0]!;
      }
      b0 += bRow;
    }
    let at = (result.offset + j * result.column) | 0;
    c[at] = accumulates ? c[at]! + s0 : s0;
    if (rows > 1) c[(at += cRow)] = accumulates ? c[at]! + s1 : s1;
    if (rows > 2) c[(at += cRow)] = accumulates ? c[at]! + s2 : s2;
    if (rows > 3) c[(at += cRow)] = accumulates ? c[at]! + s3 : s3;
  }
}
