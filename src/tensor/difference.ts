import { elements } from "../base/stridedLayout.ts";
import type { Tensor } from "./tensor.ts";

/** Says how two tensors of one shape differ. */
export interface Difference {
  /** The largest |a − b|, 0 where both have the same number; nan as soon as one has a nan. */
  readonly max: number;
  /** The same of the elements that are no nan. */
  readonly maxOfNumbers: number;
  /** The greatest size of a finite number in either. */
  readonly scale: number;
  /** Whether they have one dtype and the same bits, all nans counting as one. */
  readonly sameBits: boolean;
  /** How many elements are nan in a or in b. */
  readonly nans: number;
  /** Where they differ most, the first place of those; the first nan if there is one; null when all are the same. */
  readonly at: { readonly index: readonly number[]; readonly a: number; readonly b: number } | null;
}

/** Compares two tensors of one shape, element by element. */
export function difference(a: Tensor, b: Tensor): Difference {
  const count = elements(a.shape);
  const index = new Array<number>(a.shape.length).fill(0);
  let at: Difference["at"] = null;
  let [maxOfNumbers, scale, nans] = [0, 0, 0];
  let sameBits = a.dtype === b.dtype;
  for (let i = 0; i < count; i++) {
    const x = valueAt(a, index);
    const y = valueAt(b, index);
    if (!Object.is(x, y)) sameBits = false;
    if (Number.isNaN(x) || Number.isNaN(y)) {
      if (nans === 0) at = { index: [...index], a: x, b: y };
      nans++;
    } else {
      const apart = x === y ? 0 : Math.abs(x - y);
      if (nans === 0 && (apart > maxOfNumbers || (at === null && !Object.is(x, y)))) {
        at = { index: [...index], a: x, b: y };
      }
      maxOfNumbers = Math.max(maxOfNumbers, apart);
      scale = Math.max(scale, finiteSize(x), finiteSize(y));
    }
    advance(index, a.shape);
  }
  return { max: nans > 0 ? NaN : maxOfNumbers, maxOfNumbers, scale, sameBits, nans, at };
}

function valueAt({ storage, offset, stride }: Tensor, index: readonly number[]): number {
  let at = offset;
  for (let axis = 0; axis < index.length; axis++) at += index[axis]! * stride[axis]!;
  return storage.data[at]!;
}

function finiteSize(x: number): number {
  const size = Math.abs(x);
  return size < Infinity ? size : 0;
}

/** The next index in row-major order. */
function advance(index: number[], shape: readonly number[]): void {
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    index[axis]! += 1;
    if (index[axis]! < shape[axis]!) return;
    index[axis] = 0;
  }
}
