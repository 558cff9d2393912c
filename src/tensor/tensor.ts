import type { DType } from "./dtype.ts";
import { contiguousStride, elements } from "../base/stridedLayout.ts";
import type { Shape } from "./shape.ts";
import { Storage } from "./storage.ts";

/**
 * Describes a typed, strided window on a {@link Storage}. Element `[i, j]` lies at
 * `offset + i * stride[0] + j * stride[1]` of the storage. A view is another tensor over the same storage.
 */
export interface Tensor {
  readonly dtype: DType;
  readonly shape: Shape;
  /** In elements, one per dimension; 0 where a dimension was expanded. */
  readonly stride: readonly number[];
  /** In elements. */
  readonly offset: number;
  readonly storage: Storage;
}

/**
 * Returns a tensor without gaps over a storage of its own, contiguous unless strides are given; planned but not yet
 * bound to memory.
 */
export function planTensor(dtype: DType, shape: Shape, stride: readonly number[] = contiguousStride(shape)): Tensor {
  return { dtype, shape, stride, offset: 0, storage: new Storage(dtype, elements(shape)) };
}

/** Returns a contiguous tensor with memory of its own, filled with `values` in row-major order (or zeros). */
export function tensorOf(dtype: DType, shape: Shape, values: ArrayLike<number> = []): Tensor {
  const count = elements(shape);
  if (values.length !== 0 && values.length !== count) {
    throw new RangeError(`${values.length} values for a tensor of ${count} elements`);
  }
  const storage = Storage.allocate(dtype, count);
  storage.data.set(values);
  return { dtype, shape, stride: contiguousStride(shape), offset: 0, storage };
}

/** Says whether the elements lie in row-major order without gaps (the offset may be anything). */
export function isContiguous(tensor: Pick<Tensor, "shape" | "stride">): boolean {
  if (elements(tensor.shape) === 0) return true;
  let step = 1;
  for (let axis = tensor.shape.length - 1; axis >= 0; axis--) {
    const size = tensor.shape[axis]!;
    if (size !== 1 && tensor.stride[axis] !== step) return false;
    step *= size;
  }
  return true;
}
