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

/** Notes the products of two matrices that make up a kernel, as calls of the module. */
function prepared(simd: Simd, tensors: readonly Tensor[], each: (gemm: Gemm) => void): (() => void) | null {
  if (!areSingle(simd, ...tensors)) return null;
  const calls: (() => void)[] = [];
  each((...product) => {
    const [m, n] = product;
    if (m > 0 && n > 0) calls.push(callOf(simd, ...product));
  });
  if (calls.length === 1) return calls[0]!;
  return () => {
    for (const call of calls) call();
  };
}

function callOf(simd: Simd, ...[m, n, k, a, b, c, accumulates]: Parameters<Gemm>): () => void {
  const { work } = simd;
  const [left, right, result] = [pointerTo(a), pointerTo(b), pointerTo(c)];
  const [aRow, aColumn, bRow, bColumn, cRow, cColumn] = [a.row, a.column, b.row, b.column, c.row, c.column].map(
    (step) => step * 4,
  ) as [number, number, number, number, number, number];
  const adds = accumulates ? 1 : 0;
  if (inLanes(n, a, b)) {
    const dots = simd.exported("dots");
    return () => dots(m, n, k, left, aRow, right, bColumn, result, cRow, cColumn, adds, work);
  }
  const gemm = simd.exported("gemm");
  return () => gemm(m, n, k, left, aRow, aColumn, right, bRow, bColumn, result, cRow, cColumn, adds, work);
}

function pointerTo({ data, offset }: Matrix): number {
  return data.byteOffset + offset * 4;
}
