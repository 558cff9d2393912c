import { gemm } from "./gemm.ts";
import type { Kernels } from "./kernels.ts";
import { products } from "./products.ts";

/** Holds the matrix product and its two derivatives. */
export const matmul = {
  matmul: (a, b, y) => products.matmul(a, b, y, gemm),
  matmulBackwardA: (dy, b, da) => products.matmulBackwardA(dy, b, da, gemm),
  matmulBackwardB: (a, dy, db) => products.matmulBackwardB(a, dy, db, gemm),
} satisfies Partial<Kernels>;
