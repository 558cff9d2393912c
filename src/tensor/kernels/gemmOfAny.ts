import { madd32 } from "../../math/madd32.ts";
import type { Matrix } from "./matrix.ts";

const round = Math.fround;

/** Is how many float32 a vector register of 512 bits holds. */
export const LANES = 16;

/** Says whether BLAS goes along k: a row of c would not fill a vector, and k lies in one piece. */
export function inLanes(n: number, a: Matrix, b: Matrix): boolean {
  return n < LANES && a.column === 1 && b.row === 1;
}

const sums = new Float64Array(LANES);

/**
 * Returns the same sums as {@link gemm} in the same order, for any dtype, one by one: what the faster loops are
 * compared with.
 */
export function gemmOfAny(
  m: number,
  n: number,
  k: number,
  a: Matrix,
  b: Matrix,
  c: Matrix,
  accumulates: boolean,
): void {
  const single = c.data instanceof Float32Array;
  const chains = single && inLanes(n, a, b) ? LANES : 1;
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      sums.fill(0);
      for (let t = 0; t < k; t++) {
        const x = a.data[a.offset + i * a.row + t * a.column]!;
        const y = b.data[b.offset + t * b.row + j * b.column]!;
        const sum = sums[t % chains]!;
        sums[t % chains] = single ? madd32(x, y, sum) : sum + x * y;
      }
      for (let width = chains / 2; width >= 1; width /= 2) {
        for (let lane = 0; lane < width; lane++) sums[lane] = round(sums[2 * lane]! + sums[2 * lane + 1]!);
      }
      const at = c.offset + i * c.row + j * c.column;
      c.data[at] = accumulates ? c.data[at]! + sums[0]! : sums[0]!;
    }
  }
}
