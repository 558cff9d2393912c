import type { TypedArray } from "../dtype.ts";
import { MAX_RANK } from "../shape.ts";
import type { Tensor } from "../tensor.ts";

/**
 * Describes a loop over one row of three operands: `n` elements, each operand from its offset on with its stride. What
 * an operand or `scalar` means is the row's own affair; a unary row ignores `b`.
 */
export type Row = (
  n: number,
  a: TypedArray,
  aOffset: number,
  aStride: number,
  b: TypedArray,
  bOffset: number,
  bStride: number,
  y: TypedArray,
  yOffset: number,
  yStride: number,
  scalar: number,
) => void;

// Scratch for one call at a time: the merged dimensions, innermost first, and where the odometer stands.
const size = new Int32Array(MAX_RANK);
const aStep = new Int32Array(MAX_RANK);
const bStep = new Int32Array(MAX_RANK);
const yStep = new Int32Array(MAX_RANK);
const index = new Int32Array(MAX_RANK);

/**
 * Runs `row` over all elements of three tensors of one shape. Dimensions that lie evenly in all three are merged
 * first, so that contiguous tensors of any rank are a single row. Dimensions in which `y` stands still (stride 0)
 * become the innermost ones: a row can then sum them before it stores.
 */
export function forRows(row: Row, a: Tensor, b: Tensor, y: Tensor, scalar = 0): void {
  const shape = y.shape;
  let rank = 0;
  for (let pass = 0; pass < 2; pass++) {
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const count = shape[axis]!;
      if (count === 0) return;
      if (count === 1 || (y.stride[axis] === 0) !== (pass === 0)) continue;
      const as = a.stride[axis]!;
      const bs = b.stride[axis]!;
      const ys = y.stride[axis]!;
      const inner = rank - 1;
      if (
        inner >= 0 &&
        as === aStep[inner]! * size[inner]! &&
        bs === bStep[inner]! * size[inner]! &&
        ys === yStep[inner]! * size[inner]!
      ) {
        size[inner] = size[inner]! * count;
        continue;
      }
      size[rank] = count;
      aStep[rank] = as;
      bStep[rank] = bs;
      yStep[rank] = ys;
      rank++;
    }
  }
  const aData = a.storage.data;
  const bData = b.storage.data;
  const yData = y.storage.data;
  let aAt = a.offset | 0;
  let bAt = b.offset | 0;
  let yAt = y.offset | 0;
  if (rank === 0) return row(1, aData, aAt, 1, bData, bAt, 1, yData, yAt, 1, scalar);

  index.fill(0, 0, rank);
  const n = size[0]!;
  const as = aStep[0]!;
  const bs = bStep[0]!;
  const ys = yStep[0]!;
  for (;;) {
    row(n, aData, aAt, as, bData, bAt, bs, yData, yAt, ys, scalar);
    let axis = 1;
    for (; axis < rank; axis++) {
      aAt += aStep[axis]!;
      bAt += bStep[axis]!;
      yAt += yStep[axis]!;
      const next = index[axis]! + 1;
      if (next < size[axis]!) {
        index[axis] = next;
        break;
      }
      index[axis] = 0;
      aAt -= aStep[axis]! * next;
      bAt -= bStep[axis]! * next;
      yAt -= yStep[axis]! * next;
    }
    if (axis === rank) return;
  }
}

/**
 * Says where the `position`-th index (row-major, over the first `rank` dimensions, the others at 0) lies in the
 * storage.
 */
export function offsetAt(tensor: Tensor, position: number, rank = tensor.shape.length): number {
  let offset = tensor.offset;
  let rest = position;
  for (let axis = rank - 1; axis > 0 && rest > 0; axis--) {
    const count = tensor.shape[axis]!;
    const above = Math.floor(rest / count);
    offset += (rest - above * count) * tensor.stride[axis]!;
    rest = above;
  }
  return rest > 0 ? offset + rest * tensor.stride[0]! : offset;
}
