import { elements } from "../../base/stridedLayout.ts";
import { isContiguous, type Tensor } from "../tensor.ts";

/** Returns the numbers of a contiguous float32 tensor, such as a parameter, in order: an initialiser writes them. */
export function floatsOf(tensor: Tensor): Float32Array {
  const data = tensor.storage.data;
  if (!(data instanceof Float32Array) || !isContiguous(tensor)) {
    throw new TypeError("initialisers fill contiguous float32 tensors");
  }
  const count = elements(tensor.shape);
  return count === data.length ? data : data.subarray(tensor.offset, tensor.offset + count);
}
