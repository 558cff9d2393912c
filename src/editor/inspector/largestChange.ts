import { unravel } from "../../base/place.ts";
import type { TensorRegion } from "../../session/protocol.ts";

export interface Change {
  /** nan where a number became nan, or ceased to be one. */
  readonly size: number;
  readonly index: readonly number[];
}

/** Where two readings of a whole tensor differ most, and by how much; null when they are the same. */
export function largestChange(
  { data, shape }: Pick<TensorRegion, "data" | "shape">,
  before: Pick<TensorRegion, "data">,
): Change | null {
  let largest = 0;
  let at = -1;
  for (const [place, value] of data.entries()) {
    if (Object.is(value, before.data[place]) || value === before.data[place]) continue;
    // What became nan, or ceased to be, has changed more than any number could.
    const size = Math.abs(value - before.data[place]!);
    if (Number.isNaN(size)) return { size, index: unravel(place, shape) };
    if (size > largest) [largest, at] = [size, place];
  }
  return at < 0 ? null : { size: largest, index: unravel(at, shape) };
}
