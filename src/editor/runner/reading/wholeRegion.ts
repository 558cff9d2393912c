import type { Region } from "../../../base/region.ts";

/** Gives the region that is all of a tensor of this shape. */
export function wholeRegion(shape: readonly number[]): Region {
  return { start: shape.map(() => 0), size: shape };
}
