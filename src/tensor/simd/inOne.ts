import type { KernelCall, KernelName } from "../backend/backend.ts";
import { inLanes } from "../kernels/gemmOfAny.ts";
import { products as cut } from "../kernels/products.ts";
import type { Matrix } from "../kernels/matrix.ts";
import { isContiguous, type Tensor } from "../tensor.ts";
import { areSingle, pointerTo } from "./pointer.ts";
import { pointerToMatrix } from "./products.ts";
import type { Simd } from "./simd.ts";

/** What may be computed of a product with its bias, by the module's names: `assembly/products/following.ts`. */
const FUNCTIONS: { readonly [Name in KernelName]?: number } = { tanh: 1, relu: 2, sigmoid: 3 };
const NOTHING = 0;

/** Prepares a product of matrices, a bias and perhaps a function of that, as one call; null for all else. */
export function inOne(simd: Simd, calls: readonly KernelCall[]): (() => void) | null {
  const [product, addition, last] = calls;
  if (product?.kernel !== "matmul" || addition?.kernel !== "add" || calls.length > 3) return null;
  const [a, b, sums] = product.operands;
  const [first, second, added] = addition.operands;
  const bias = isSame(first, sums) ? second : isSame(second, sums) ? first : null;
  if (bias === null || !isSameForAllRows(bias) || !isContiguous(sums) || !isContiguous(added)) return null;
  if (last === undefined) return biased(simd, [a, b, bias, added], NOTHING);
  const f = FUNCTIONS[last.kernel];
  const [x, y] = last.operands as readonly Tensor[];
  if (f === undefined || !isSame(x!, added) || !isContiguous(y!)) return null;
  return biased(simd, [a, b, bias, y!], f);
}

/** The same of `y = f(a @ b + bias)`, y contiguous. */
function biased(
  simd: Simd,
  [a, b, bias, y]: readonly [Tensor, Tensor, Tensor, Tensor],
  f: number,
): (() => void) | null {
  if (!areSingle(simd, a, b, bias, y) || [a, b, bias].some(({ storage }) => storage === y.storage)) return null;
  const parts: {
    readonly sizes: readonly [number, number, number];
    readonly matrices: readonly [Matrix, Matrix, Matrix];
  }[] = [];
  cut.matmul(a, b, y, (m, n, k, left, right, result) =>
    parts.push({ sizes: [m, n, k], matrices: [left, right, result] }),
  );
  if (parts.length !== 1) return null;
  const [m, n, k] = parts[0]!.sizes;
  const [left, right, result] = parts[0]!.matrices;
  if (m === 0 || n === 0 || right.column !== 1 || inLanes(n, left, right)) return null;
  const [p, q, c] = [pointerToMatrix(left), pointerToMatrix(right), pointerToMatrix(result)];
  const [pRow, pColumn, qRow, cRow] = [4 * left.row, 4 * left.column, 4 * right.row, 4 * result.row];
  const added = pointerTo(bias);
  const run = simd.exported("gemmAndMore");
  const { work } = simd;
  return () => run(m, n, k, p, pRow, pColumn, q, qRow, 4, c, cRow, added, f, work);
}

/** Says whether two tensors are the same numbers in the same places. */
function isSame(one: Tensor, other: Tensor): boolean {
  return (
    one.storage === other.storage &&
    one.offset === other.offset &&
    one.shape.length === other.shape.length &&
    one.shape.every(
      (size, axis) => size === other.shape[axis] && (size === 1 || one.stride[axis] === other.stride[axis]),
    )
  );
}

/** Says whether a tensor is one row of adjacent numbers, again and again. */
function isSameForAllRows({ shape, stride }: Tensor): boolean {
  const last = shape.length - 1;
  return last >= 0 && shape.every((size, axis) => size === 1 || stride[axis] === (axis === last ? 1 : 0));
}
