/** The index of the element that comes after `place` others in row-major order of `shape`. */
export function unravel(place: number, shape: readonly number[]): number[] {
  const index = new Array<number>(shape.length);
  let rest = place;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    index[axis] = rest % shape[axis]!;
    rest = Math.floor(rest / shape[axis]!);
  }
  return index;
}

/** How an index leads to a place in a storage; strides and the offset in elements. */
interface Lay {
  readonly stride: readonly number[];
  readonly offset: number;
}

/** Where in the storage an element lies: `offset + Σ index[k] · stride[k]`. */
export function placeInStorage({ stride, offset }: Lay, index: readonly number[]): number {
  return index.reduce((place, i, axis) => place + i * stride[axis]!, offset);
}
