import type { Shape } from "./shape.ts";

/**
 * Returns the strides with which a tensor can be seen in another shape without a copy, or null. Both shapes, `shape`
 * with `stride` and `viewed`, have the same number of elements. Mirrors PyTorch's `at::detail::computeStride`:
 * dimensions that lie evenly in memory form one chunk, and each chunk is cut up anew.
 */
export function computeStride(shape: Shape, stride: readonly number[], viewed: Shape): number[] | null {
  if (shape.length === 0) return viewed.map(() => 1);
  const result = new Array<number>(viewed.length).fill(0);
  if (shape.includes(0)) {
    if (shape.length === viewed.length && shape.every((size, axis) => size === viewed[axis])) return [...stride];
    let step = 1;
    for (let axis = viewed.length - 1; axis >= 0; axis--) {
      result[axis] = step;
      step *= Math.max(viewed[axis]!, 1);
    }
    return result;
  }

  let view = viewed.length - 1;
  let chunkStride = stride.at(-1)!;
  let count = 1;
  let viewCount = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    count *= shape[axis]!;
    const chunkEnds = axis === 0 || (shape[axis - 1] !== 1 && stride[axis - 1] !== count * chunkStride);
    if (!chunkEnds) continue;
    while (view >= 0 && (viewCount < count || viewed[view] === 1)) {
      result[view] = viewCount * chunkStride;
      viewCount *= viewed[view]!;
      view--;
    }
    if (viewCount !== count) return null;
    if (axis > 0) {
      chunkStride = stride[axis - 1]!;
      count = 1;
      viewCount = 1;
    }
  }
  return view === -1 ? result : null;
}
