import { elements } from "../../base/stridedLayout.ts";
import type { KernelCall, Operands } from "../backend/backend.ts";
import { inOrder } from "../backend/encoder.ts";
import { products as cut } from "../kernels/products.ts";
import { isContiguous } from "../tensor.ts";
import { elementwise } from "./elementwise.ts";
import { checkRows, isEvenIndex, picking } from "./picking.ts";
import { areSingle, pointerTo } from "./pointer.ts";
import { productThatMoves } from "./products.ts";
import { WORK_BYTES, type Simd } from "./simd.ts";

/**
 * Prepares a gradient that begins at 0 and the step of SGD by it as one call; null for all else. The gradient itself is put nowhere, and
 * the call says whether all of it was finite.
 */
export function moving(simd: Simd, gradient: KernelCall, update: KernelCall): (() => boolean) | null {
  if (update.kernel !== "sgd") return null;
  const [parameter, grad, options] = update.operands;
  if (!areSingle(simd, parameter, grad) || !isContiguous(parameter) || !isContiguous(grad)) return null;
  const rate = (): number => options.lr;
  switch (gradient.kernel) {
    case "matmulBackwardA": {
      const [dy, b] = gradient.operands;
      return productThatMoves(simd, [dy, b], (gemm) => cut.matmulBackwardA(dy, b, parameter, gemm), rate);
    }
    case "matmulBackwardB": {
      const [a, dy] = gradient.operands;
      return productThatMoves(simd, [a, dy], (gemm) => cut.matmulBackwardB(a, dy, parameter, gemm), rate);
    }
    case "embeddingBackward":
      return rowsThatMove(simd, gradient.operands, update.operands);
    default:
      return null;
  }
}

/** The same of looked-up rows, where these are so few that it pays to leave the others alone: their gradients are 0. */
function rowsThatMove(
  simd: Simd,
  [index, dy, grad]: Operands<"embeddingBackward">,
  [parameter, , options]: Operands<"sgd">,
): (() => boolean) | null {
  const [rows, n] = [grad.shape[0]!, grad.shape[1]!];
  const count = elements(index.shape);
  if (rows <= 2 * count || rows > WORK_BYTES || !areSingle(simd, dy) || !isEvenIndex(simd, index) || !isContiguous(dy))
    return null;
  const steps = [
    elementwise.fill(simd, grad, 0),
    picking.embeddingBackward(simd, index, dy, grad),
    elementwise.sgd(simd, parameter, grad, options),
  ].filter((step) => step !== null);
  const oneByOne = inOrder(steps);
  const [from, at, to, table] = [pointerTo(dy), pointerTo(index), pointerTo(grad), pointerTo(parameter)];
  const { work } = simd;
  const [begin, run, areFinite] = [
    simd.exported("beginMoves"),
    simd.exported("moveRows"),
    simd.exported("areFiniteMoves"),
  ];
  return () => {
    const rate = Math.fround(options.lr);
    // By another rate what has no gradient moves, too: by nan, and by one below 0, which makes 0 of −0.
    if (!(rate > 0 && rate < Infinity)) {
      oneByOne();
      return false;
    }
    begin(rate);
    checkRows(run(count, n, from, to, table, rows, at, work), index, rows);
    return areFinite() === 1;
  };
}
