import { CROSS_ENTROPY_DEFAULTS } from "../kernels/crossEntropyOptions.ts";
import { products as cut } from "../kernels/products.ts";
import type { Tensor } from "../tensor.ts";
import { evenSlopes } from "./crossEntropy.ts";
import { normalSlopes } from "./groups.ts";
import { productFromZero } from "./products.ts";
import { mapPairs, mapRows } from "./rows.ts";
import type { Preparations, Simd } from "./simd.ts";
import { accumulateSums, addProductSums, addScaledSums, isSum } from "./sums.ts";

/** Prepares the slope of a function of one number, times `dy`. */
const slope =
  (name: string) =>
  (simd: Simd, x: Tensor, dy: Tensor, dx: Tensor): (() => void) | null =>
    mapPairs(simd, name, x, dy, dx, 0, 1);

/**
 * Holds kernels that accumulate, adding to 0 in place of what is there. To do so is not to store: −0 becomes 0. What is
 * added to is their last tensor, and the whole of it is written.
 */
export const fromZero = {
  accumulate: (simd, x, y) =>
    isSum(y) ? accumulateSums(simd, x, y, 1) : mapRows(simd, "accumulate", x, y, () => 0, 1),
  addScaled: (simd, x, scale, y) =>
    isSum(y) ? addScaledSums(simd, x, scale, y, 1) : mapRows(simd, "addScaled", x, y, () => scale, 1),
  addProduct: (simd, a, b, y, scale = 1) =>
    isSum(y) ? addProductSums(simd, a, b, y, scale, 1) : mapPairs(simd, "addProduct", a, b, y, scale, 1),
  matmulBackwardA: (simd, dy, b, da) =>
    productFromZero(simd, [dy, b, da], (gemm) => cut.matmulBackwardA(dy, b, da, gemm)),
  matmulBackwardB: (simd, a, dy, db) =>
    productFromZero(simd, [a, dy, db], (gemm) => cut.matmulBackwardB(a, dy, db, gemm)),
  tanhBackward: slope("tanhBackward"),
  expBackward: slope("expBackward"),
  logBackward: slope("logBackward"),
  sqrtBackward: slope("sqrtBackward"),
  absBackward: slope("absBackward"),
  reluBackward: slope("reluBackward"),
  sigmoidBackward: slope("sigmoidBackward"),
  geluBackward: slope("geluBackward"),
  geluTanhBackward: slope("geluTanhBackward"),
  normalizeBackward: (simd, dn, n, r, dims, dx) => normalSlopes(simd, dn, n, r, dims, dx, 1),
  crossEntropyBackward: (simd, logProbabilities, target, dloss, dlogits, options = CROSS_ENTROPY_DEFAULTS) =>
    evenSlopes(simd, logProbabilities, target, dloss, dlogits, options, 1),
} satisfies Preparations;
