import { dots } from "./dots.ts";
import { gemmOfAny, inLanes } from "./gemmOfAny.ts";
import { integerProduct } from "./integerSum.ts";
import type { Matrix } from "./matrix.ts";
import { tiles } from "./tiles.ts";

/**
 * Calculates `c = a @ b`, or `c += a @ b` when `accumulates`: a is m×k, b is k×n, c is m×n. What was in c is added at
 * the end.
 *
 * In float32 each element is a chain of fused multiply-adds over k in order, from 0 on. Where c has few columns, and k
 * runs through adjacent numbers of a and of b, it is the sum of 16 such chains (`dots.ts`). These are the orders in which
 * PyTorch's BLAS (MKL) adds up on x86, as far as a recorded training shows them: its 1,000 losses are equal to the bit. Float64 sums are taken in order.
 *
 * A fused multiply-add is `Math.fround(a * b + sum)`, as the product is exact in double, unless that sum lies half way
 * between two float32 (see `madd32`). The loops notice it, and take again what it may have happened in.
 *
 * Float32 goes through loops of its own: loops that also saw other arrays would be slower by half and more. Their
 * offsets and strides are taken `| 0`: an engine that has once seen one of them as a double would else go on so.
 */
export function gemm(m: number, n: number, k: number, a: Matrix, b: Matrix, c: Matrix, accumulates: boolean): void {
  if (!(isFloat32(a) && isFloat32(b) && isFloat32(c))) {
    if (c.data instanceof Int32Array) return integerProduct(m, n, k, a, b, c);
    return gemmOfAny(m, n, k, a, b, c, accumulates);
  }
  if (inLanes(n, a, b)) return dots(m, n, k, a, b, c, accumulates);
  tiles(m, n, k, a, b, c, accumulates);
}

function isFloat32(matrix: Matrix): matrix is Matrix<Float32Array> {
  return matrix.data instanceof Float32Array;
}
