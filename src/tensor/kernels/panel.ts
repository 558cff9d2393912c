import { UP } from "../../math/madd32.ts";
import type { Matrix } from "./matrix.ts";

/** Is how many rows a panel holds. Where a matrix has fewer left, its last one takes the place of those. */
export const PANEL_ROWS = 4;

const room = { numbers: new Float64Array(2 * PANEL_ROWS * 512) };
const single = new Float32Array(1);
const bits = new Int32Array(single.buffer);
/** The bits of a float32 that are 0 in a power of two. */
const FRACTION = 0x7fffff;

/** Returns 0 for 0, powers of two and their negatives, and 1 for any other float32. No branch: it would be guessed wrongly. */
export function hasFraction(x: number): number {
  single[0] = x;
  return Math.min(bits[0]! & FRACTION, 1);
}

/**
 * Returns 4 rows of k numbers side by side, in double: for each column its 4 numbers, then what a sum that each of them
 * goes into is to be multiplied by, so that one half way between two float32 is noticed. That is {@link UP}, or 1 where
 * the number is a power of two, or its negative: there the product has no more digits than a float32, and such a sum that
 * is taken in double and rounded is always right. It does often lie half way, as with ±1, a saturated tanh, or with −1/32,
 * the gradient of a batch's confidently wrong answer.
 *
 * The first row is the one at `first`, and `rows` of them are left, from 1 to 4. The next call overwrites the result.
 */
export function panel(rows: number, k: number, first: number, a: Matrix<Float32Array>): Float64Array {
  const width = 2 * PANEL_ROWS;
  if (room.numbers.length < width * k) room.numbers = new Float64Array(2 * width * k);
  const [numbers, data, column] = [room.numbers, a.data, a.column | 0];
  for (let row = 0; row < PANEL_ROWS; row++) {
    let from = (first + Math.min(row, rows - 1) * a.row) | 0;
    for (let to = row; to < width * k; to += width) {
      const x = data[from]!;
      numbers[to] = x;
      numbers[to + PANEL_ROWS] = 1 + hasFraction(x) * (UP - 1);
      from += column;
    }
  }
  return numbers;
}
