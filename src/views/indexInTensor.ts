import { offsetInStorage, type StridedLayout } from "../base/stridedLayout.ts";

/** Writes an element's offset in the storage as a sum: `0 + 4·6 + 1·2 + 1·1 = 27`. */
export function offsetArithmetic(layout: StridedLayout, index: readonly number[]): string {
  const parts = index.map((i, axis) => `${i}·${layout.stride[axis]!}`);
  return `${[layout.offset, ...parts].join(" + ")} = ${offsetInStorage(layout, index)}`;
}

/**
 * Returns the index of the element that lies at position `at` of the storage; null when the tensor does not see it.
 * Along a dimension of stride 0, which has all its elements at one offset, the index is 0. For tensors whose dimensions
 * do not overlap otherwise, as views of contiguous ones are.
 */
export function indexInTensor({ shape, stride, offset }: StridedLayout, at: number): readonly number[] | null {
  if (shape.includes(0)) return null;
  const index = shape.map(() => 0);
  let rest = at - offset;
  const axes = shape.map((_, axis) => axis).filter((axis) => stride[axis]! > 0 && shape[axis]! > 1);
  for (const axis of axes.toSorted((a, b) => stride[b]! - stride[a]!)) {
    index[axis] = Math.min(shape[axis]! - 1, Math.floor(rest / stride[axis]!));
    if (index[axis] < 0) return null;
    rest -= index[axis] * stride[axis]!;
  }
  return rest === 0 ? index : null;
}

/** Elements by row-major order without gaps: the strides that a freshly made tensor of this shape has. */
export function isRowMajor({ shape, stride }: StridedLayout): boolean {
  let step = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    if (shape[axis] !== 1 && stride[axis] !== step) return false;
    step *= shape[axis]!;
  }
  return true;
}

/**
 * Says how many numbers of a storage to draw side by side. So a tensor's rows stand under one another: as many as lie
 * between two of its rows, or a few rows of a tensor that has very short ones.
 */
export function storageColumns({ shape, stride }: StridedLayout, storageLength: number): number {
  const between = stride.filter((step, axis) => step >= 4 && shape[axis]! > 1);
  const last = shape.at(-1) ?? 1;
  const few = last < 4 ? last * Math.max(1, Math.floor(8 / Math.max(1, last))) : last;
  const wanted = between.length === 0 ? few : Math.min(...between);
  return Math.max(1, Math.min(storageLength, wanted, 1000));
}
