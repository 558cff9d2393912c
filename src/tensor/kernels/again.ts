import { madd32 } from "../../math/madd32.ts";
import { LANES } from "./gemmOfAny.ts";
import type { Matrix } from "./matrix.ts";

const round = Math.fround;
const sums = new Float64Array(LANES);

/**
 * Takes `rows` × `columns` elements of a float32 product again, from row i and column j on. Each multiply-add is rounded by
 * `madd32`: not often needed, but a number that is ±1, as of a saturated tanh, makes many sums that really lie half way.
 *
 * @param chains how many multiply-adds go on side by side for one element: 1 or 16.
 */
export function again(
  rows: number,
  columns: number,
  k: number,
  [left, i]: readonly [a: Matrix<Float32Array>, i: number],
  [right, j]: readonly [b: Matrix<Float32Array>, j: number],
  result: Matrix<Float32Array>,
  accumulates: boolean,
  chains: number,
): void {
  const [a, aColumn] = [left.data, left.column | 0];
  const [b, bRow] = [right.data, right.row | 0];
  for (let row = i; row < i + rows; row++) {
    for (let column = j; column < j + columns; column++) {
      const a0 = (left.offset + row * left.row) | 0;
      const b0 = (right.offset + column * right.column) | 0;
      for (let lane = 0; lane < chains; lane++) {
        let sum = 0;
        for (let t = lane; t < k; t += chains) sum = madd32(a[a0 + t * aColumn]!, b[b0 + t * bRow]!, sum);
        sums[lane] = sum;
      }
      for (let width = chains / 2; width >= 1; width /= 2) {
        for (let lane = 0; lane < width; lane++) sums[lane] = round(sums[2 * lane]! + sums[2 * lane + 1]!);
      }
      const at = result.offset + row * result.row + column * result.column;
      result.data[at] = accumulates ? result.data[at]! + sums[0]! : sums[0]!;
    }
  }
}
