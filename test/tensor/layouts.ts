import type { DType } from "../../src/tensor/dtype.ts";
import { contiguousStride, elements } from "../../src/base/stridedLayout.ts";
import type { Shape } from "../../src/tensor/shape.ts";
import { Storage } from "../../src/tensor/storage.ts";
import { tensorOf, type Tensor } from "../../src/tensor/tensor.ts";

/** Ways in which a tensor can lie in memory. */
export const LAYOUTS = ["contiguous", "transposed", "sliced", "expanded rows", "expanded columns"] as const;
export type Layout = (typeof LAYOUTS)[number];

/**
 * A tensor of `shape` in that layout. The elements are `values` in row-major order, except in an expanded layout, where
 * one dimension repeats the first of its elements. What lies in the storage beside the elements is nan, or an
 * index that is out of every range.
 */
export function laidOut(layout: Layout, dtype: DType, shape: Shape, values: readonly number[]): Tensor {
  const even = tensorOf(dtype, shape, values);
  const stride = contiguousStride(shape);
  switch (layout) {
    case "contiguous":
      return even;
    case "transposed":
      return fill(even, contiguousStride(shape.toReversed()).toReversed(), 0, Math.max(1, elements(shape)));
    case "sliced": {
      const around = shape.map((size) => 2 * size + 1);
      const steps = contiguousStride(around);
      const offset = steps.reduce((sum, step) => sum + step, 2);
      return fill(
        even,
        steps.map((step) => 2 * step),
        offset,
        elements(around) + 2,
      );
    }
    case "expanded rows":
      return shape.length === 0 ? even : { ...even, stride: stride.with(0, 0) };
    case "expanded columns":
      return shape.length === 0 ? even : { ...even, stride: stride.with(shape.length - 1, 0) };
  }
}

function fill(from: Tensor, stride: number[], offset: number, length: number): Tensor {
  const storage = Storage.allocate(from.dtype, length);
  storage.data.fill(from.dtype === "int32" ? 1e9 : NaN);
  const to: Tensor = { dtype: from.dtype, shape: from.shape, stride, offset, storage };
  const offsets = offsetsOf(to);
  for (const [position, offset] of offsetsOf(from).entries())
    storage.data[offsets[position]!] = from.storage.data[offset]!;
  return to;
}

/** Where the elements lie in the storage, in row-major order: the definition of a strided tensor, spelt out. */
export function offsetsOf({ shape, stride, offset }: Pick<Tensor, "shape" | "stride" | "offset">): number[] {
  let offsets = [offset];
  for (const [axis, size] of shape.entries()) {
    const step = stride[axis]!;
    const further: number[] = [];
    for (const start of offsets) for (let index = 0; index < size; index++) further.push(start + index * step);
    offsets = further;
  }
  return offsets;
}

/** The elements in row-major order. */
export function read(tensor: Tensor): number[] {
  return offsetsOf(tensor).map((offset) => tensor.storage.data[offset]!);
}
