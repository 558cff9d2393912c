import { elements, offsetInStorage, unravel } from "../../base/stridedLayout.ts";
import { isFloat, type TypedArray } from "../../tensor/dtype.ts";
import type { Storage } from "../../tensor/storage.ts";
import { isContiguous, type Tensor } from "../../tensor/tensor.ts";

/**
 * Returns the index of the first element, in row-major order, that is nan or infinite; null when all are finite.
 *
 * @param finite what is known of storages already: views of one storage, and nearly all of a graph that works, are done at once.
 */
export function firstNotFinite(tensor: Tensor, finite = new Map<Storage, boolean>()): readonly number[] | null {
  if (!isFloat(tensor.dtype)) return null;
  const { storage, shape } = tensor;
  let known = finite.get(storage);
  if (known === undefined) finite.set(storage, (known = areFinite(storage.data)));
  if (known) return null;
  const count = elements(shape);
  const contiguous = isContiguous(tensor);
  for (let i = 0; i < count; i++) {
    const at = contiguous ? tensor.offset + i : offsetInStorage(tensor, unravel(i, shape));
    if (!Number.isFinite(storage.data[at])) return unravel(i, shape);
  }
  return null;
}

/** A loop, as `every` takes eight times as long. */
function areFinite(data: TypedArray): boolean {
  for (let i = 0; i < data.length; i++) if (!Number.isFinite(data[i])) return false;
  return true;
}
