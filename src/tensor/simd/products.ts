import { inOrder } from "../backend/encoder.ts";
import { inLanes } from "../kernels/gemmOfAny.ts";
import type { Matrix } from "../kernels/matrix.ts";
import { products as cut, type Gemm } from "../kernels/products.ts";
import type { Tensor } from "../tensor.ts";
import { areSingle } from "./pointer.ts";
import type { Preparations, Simd } from "./simd.ts";

/** Holds the matrix product and its two derivatives, for any strides of the operands. */
export const products = {
  matmul: (simd, a, b, y) => prepared(simd, [a, b, y], (gemm) => cut.matmul(a, b, y, gemm)),
  matmulBackwardA: (simd, dy, b, da) => prepared(simd, [dy, b, da], (gemm) => cut.matmulBackwardA(dy, b, da, gemm)),
  matmulBackwardB: (simd, a, dy, db) => prepared(simd, [a, dy, db], (gemm) => cut.matmulBackwardB(a, dy, db, gemm)),
} satisfies Preparations;

/** What a product is added to, by the module's names: `assembly/products/adding.ts`. */
const [STORES, ADDS, BEGINS, MOVES] = [0, 1, 2, 3];

/** Notes the products of two matrices that make up a kernel, as calls of the module. */
function prepared(simd: Simd, tensors: readonly Tensor[], each: (gemm: Gemm) => void): (() => void) | null {
  if (!areSingle(simd, ...tensors)) return null;
  return inOrder(callsOf(simd, each, ADDS));
}

/** The same where zeros are added to, whatever is there: of a single product, as others would be added to the first. */
export function productFromZero(
  simd: Simd,
  tensors: readonly Tensor[],
  each: (gemm: Gemm) => void,
): (() => void) | null {
  if (!areSingle(simd, ...tensors)) return null;
  const calls = callsOf(simd, each, BEGINS);
  return calls.length === 1 ? calls[0]! : null;
}

/**
 * Prepares a product that is added to 0, by which the result moves at once: it is the parameter whose gradient the product is. What it
 * returns says whether that was finite.
 *
 * @param tensors what is multiplied
 * @param each a single product; of others there is none
 */
export function productThatMoves(
  simd: Simd,
  tensors: readonly Tensor[],
  each: (gemm: Gemm) => void,
  rate: () => number,
): (() => boolean) | null {
  if (!areSingle(simd, ...tensors)) return null;
  const [call, ...others] = callsOf(simd, each, MOVES);
  if (call === undefined || others.length > 0) return null;
  const [begin, areFinite] = [simd.exported("beginMoves"), simd.exported("areFiniteMoves")];
  return () => {
    begin(rate());
    call();
    return areFinite() === 1;
  };
}

/** @param adding what those that accumulate are added to */
function callsOf(simd: Simd, each: (gemm: Gemm) => void, adding: number): (() => void)[] {
  const calls: (() => void)[] = [];
  each((m, n, k, a, b, c, accumulates) => {
    if (m > 0 && n > 0) calls.push(callOf(simd, [m, n, k], [a, b, c], accumulates ? adding : STORES));
  });
  return calls;
}

function callOf(
  simd: Simd,
  [m, n, k]: readonly [number, number, number],
  [a, b, c]: readonly [Matrix, Matrix, Matrix],
  adds: number,
): () => void {
  const { work } = simd;
  const [left, right, result] = [pointerToMatrix(a), pointerToMatrix(b), pointerToMatrix(c)];
  const [aRow, aColumn, bRow, bColumn, cRow, cColumn] = [a.row, a.column, b.row, b.column, c.row, c.column].map(
    (step) => step * 4,
  ) as [number, number, number, number, number, number];
  if (inLanes(n, a, b)) {
    const dots = simd.exported("dots");
    return () => dots(m, n, k, left, aRow, right, bColumn, result, cRow, cColumn, adds, work);
  }
  const gemm = simd.exported("gemm");
  return () => gemm(m, n, k, left, aRow, aColumn, right, bRow, bColumn, result, cRow, cColumn, adds, work);
}

/** Returns the address in bytes of a matrix's first element. */
export function pointerToMatrix({ data, offset }: Matrix): number {
  return data.byteOffset + offset * 4;
}
