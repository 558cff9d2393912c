/** Says how a tensor lies in its storage; sizes, strides and the offset in elements. */
export interface StridedLayout {
  readonly shape: readonly number[];
  readonly stride: readonly number[];
  readonly offset: number;
}

/** Returns the product of the sizes, 1 for a 0-d tensor. Exact for every shape within the limits. */
export function elements(shape: readonly number[]): number {
  let count = 1;
  for (const size of shape) count *= size;
  return count;
}

/** Returns row-major strides, in elements. A size of 0 counts as 1, as in PyTorch. */
export function contiguousStride(shape: readonly number[]): number[] {
  const stride = new Array<number>(shape.length);
  let step = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    stride[axis] = step;
    step *= Math.max(shape[axis]!, 1);
  }
  return stride;
}

/** Returns the index of the element that comes after `position` others in row-major order of `shape`. */
export function unravel(position: number, shape: readonly number[]): number[] {
  const index = new Array<number>(shape.length);
  let rest = position;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    index[axis] = rest % shape[axis]!;
    rest = Math.floor(rest / shape[axis]!);
  }
  return index;
}

/** Says where in the storage an element lies: `offset + Σ index[k] · stride[k]`. */
export function offsetInStorage({ stride, offset }: Omit<StridedLayout, "shape">, index: readonly number[]): number {
  return index.reduce((at, i, axis) => at + i * stride[axis]!, offset);
}
