import { elements, type StridedLayout } from "./stridedLayout.ts";

/**
 * Says how PyTorch prints a tensor's floats: whole ones as `20.`, others as `0.9669`, or with an exponent,
 * `1.0000e-05`.
 */
export type PrintMode = "int" | "fixed" | "sci";

/** Says of what sizes a tensor's numbers are, leaving out 0 and what is not finite. */
export interface Magnitudes {
  /** 0 where there are none. */
  readonly maxAbs: number;
  /** Infinity where there are none. */
  readonly minAbs: number;
  /** None has a fraction. */
  readonly whole: boolean;
}

export function magnitudesOf(numbers: Iterable<number>): Magnitudes {
  let [maxAbs, minAbs, whole] = [0, Infinity, true];
  for (const number of numbers) {
    const size = Math.abs(number);
    if (!(size > 0 && size < Infinity)) continue;
    if (size > maxAbs) maxAbs = size;
    if (size < minAbs) minAbs = size;
    if (whole) whole = Number.isInteger(size);
  }
  return { maxAbs, minAbs, whole };
}

/**
 * Is the count of elements above which PyTorch prints a summary. Then it prints, and looks at, only the first and the
 * last three of each dimension.
 */
export const SUMMARISED_ABOVE = 1000;
const EDGE_ITEMS = 3;

/** Returns the elements that PyTorch prints of a tensor. */
export function printedElements(storage: ArrayLike<number>, { shape, stride, offset }: StridedLayout): number[] {
  const isLarge = elements(shape) > SUMMARISED_ABOVE;
  let offsets = [offset];
  for (const [axis, size] of shape.entries()) {
    const isCut = isLarge && size > 2 * EDGE_ITEMS;
    const steps = Array.from({ length: isCut ? 2 * EDGE_ITEMS : size }, (_, at) => {
      const index = isCut && at >= EDGE_ITEMS ? size - 2 * EDGE_ITEMS + at : at;
      return index * stride[axis]!;
    });
    offsets = offsets.flatMap((start) => steps.map((step) => start + step));
  }
  return offsets.map((at) => storage[at]!);
}

/**
 * Says how PyTorch prints a tensor of such floats: it decides for all of them together (`_Formatter` in
 * torch/_tensor_str.py), of a large tensor for those that it prints.
 */
export function printModeOf({ maxAbs, minAbs, whole }: Magnitudes): PrintMode {
  const apart = maxAbs > 0 && (maxAbs / minAbs > 1000 || maxAbs > 1e8);
  if (whole) return apart ? "sci" : "int";
  return apart || minAbs < 1e-4 ? "sci" : "fixed";
}
