import { contiguousStride, unravel } from "../../base/stridedLayout.ts";
import { magnitudesOf, printedElements, printModeOf, type PrintMode } from "../../base/printMode.ts";
import type { TensorRegion } from "../../protocol/tensorRegion.ts";

export interface Change {
  /** nan where a number became nan, or ceased to be one. */
  readonly size: number;
  readonly index: readonly number[];
  /** How PyTorch would print the differences. */
  readonly printMode: PrintMode;
}

/** Says where two readings of a whole tensor differ most, and by how much; null when they are the same. */
export function largestChange(
  { data, shape }: Pick<TensorRegion, "data" | "shape">,
  before: Pick<TensorRegion, "data">,
): Change | null {
  const differences = data.map((value, place) => value - before.data[place]!);
  let largest = 0;
  let at = -1;
  for (const [place, value] of data.entries()) {
    if (Object.is(value, before.data[place]) || value === before.data[place]) continue;
    const size = Math.abs(differences[place]!);
    if (Number.isNaN(size) || size > largest) [largest, at] = [size, place];
    // What became nan, or ceased to be, has changed more than any number could.
    if (Number.isNaN(size)) break;
  }
  if (at < 0) return null;
  const layout = { shape, stride: contiguousStride(shape), offset: 0 };
  const printMode = printModeOf(magnitudesOf(printedElements(differences, layout)));
  return { size: largest, index: unravel(at, shape), printMode };
}
