import { elements } from "../base/stridedLayout.ts";
import { isContiguous, type Tensor } from "./tensor.ts";

/** Returns a copy of a tensor's elements, in row-major order. */
export function elementsOf(tensor: Tensor): Float64Array {
  const { shape, stride, offset, storage } = tensor;
  const { data } = storage;
  const count = elements(shape);
  const copy = new Float64Array(count);
  if (isContiguous(tensor)) {
    copy.set(data.subarray(offset, offset + count));
    return copy;
  }
  let at = 0;
  const read = (axis: number, from: number): void => {
    if (axis === shape.length) copy[at++] = data[from]!;
    else for (let i = 0; i < shape[axis]!; i++) read(axis + 1, from + i * stride[axis]!);
  };
  read(0, offset);
  return copy;
}
