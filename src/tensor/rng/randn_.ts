import { elements } from "../shape.ts";
import { isContiguous, type Tensor } from "../tensor.ts";
import type { Generator } from "./generator.ts";

/** `tensor.normal_(generator=…)` for a contiguous float32 tensor: a parameter's first values. */
export function randn_(tensor: Tensor, generator: Generator): void {
  const data = tensor.storage.data;
  if (!(data instanceof Float32Array) || !isContiguous(tensor)) {
    throw new TypeError("randn_ fills contiguous float32 tensors");
  }
  const count = elements(tensor.shape);
  generator.randn(count === data.length ? data : data.subarray(tensor.offset, tensor.offset + count));
}
