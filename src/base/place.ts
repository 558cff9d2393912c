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

/** Where the element at an index lies in its storage, in elements from the storage's beginning. */
export function placeInStorage(index: readonly number[], stride: readonly number[], offset: number): number {
  return index.reduce((place, i, axis) => place + i * stride[axis]!, offset);
}
