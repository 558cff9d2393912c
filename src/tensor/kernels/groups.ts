import { MAX_RANK } from "../shape.ts";
import type { Tensor } from "../tensor.ts";

// Scratch for one call at a time, innermost dimension first: which dimensions tell the groups apart, which lie within.
const keptSize = new Int32Array(MAX_RANK);
const keptStep = new Int32Array(MAX_RANK);
const innerSize = new Int32Array(MAX_RANK);
const innerStep = new Int32Array(MAX_RANK);
const keptIndex = new Int32Array(MAX_RANK);
const innerIndex = new Int32Array(MAX_RANK);
let innerRank = 0;
let innerCount = 1;

/**
 * Visits the groups of elements of `x` that differ only in `dims`, in row-major order: `at` is where a group's first
 * element lies in the storage, `position` counts the groups. {@link forRowsOfGroup} goes through the elements.
 */
export function forGroups(x: Tensor, dims: readonly number[], visit: (at: number, position: number) => void): void {
  let keptRank = 0;
  let groups = 1;
  innerRank = 0;
  innerCount = 1;
  for (let axis = x.shape.length - 1; axis >= 0; axis--) {
    const count = x.shape[axis]!;
    const step = x.stride[axis]!;
    if (!dims.includes(axis)) {
      keptSize[keptRank] = count;
      keptStep[keptRank++] = step;
      groups *= count;
      continue;
    }
    innerCount *= count;
    const last = innerRank - 1;
    if (count === 1) continue;
    if (last >= 0 && step === innerStep[last]! * innerSize[last]!) {
      innerSize[last] = innerSize[last]! * count;
    } else {
      innerSize[innerRank] = count;
      innerStep[innerRank++] = step;
    }
  }
  keptIndex.fill(0, 0, keptRank);
  let at = x.offset;
  for (let position = 0; position < groups; position++) {
    visit(at, position);
    for (let axis = 0; axis < keptRank; axis++) {
      at += keptStep[axis]!;
      const next = keptIndex[axis]! + 1;
      if (next < keptSize[axis]!) {
        keptIndex[axis] = next;
        break;
      }
      keptIndex[axis] = 0;
      at -= keptStep[axis]! * next;
    }
  }
}

/**
 * Visits the elements of the group that begins at `first`, in row-major order. They come as rows of `n` elements from
 * `at` on, `stride` apart. Only from within {@link forGroups}. However the tensor lies, the order is the same.
 */
export function forRowsOfGroup(first: number, visit: (n: number, at: number, stride: number) => void): void {
  if (innerCount === 0) return;
  if (innerRank === 0) return visit(1, first, 1);
  innerIndex.fill(0, 0, innerRank);
  let at = first;
  for (;;) {
    visit(innerSize[0]!, at, innerStep[0]!);
    let axis = 1;
    for (; axis < innerRank; axis++) {
      at += innerStep[axis]!;
      const next = innerIndex[axis]! + 1;
      if (next < innerSize[axis]!) {
        innerIndex[axis] = next;
        break;
      }
      innerIndex[axis] = 0;
      at -= innerStep[axis]! * next;
    }
    if (axis === innerRank) return;
  }
}

/** Says how many elements each group has, of the last {@link forGroups}. */
export function groupSize(): number {
  return innerCount;
}
