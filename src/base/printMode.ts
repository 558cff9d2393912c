/** How PyTorch prints a tensor's floats: whole ones as `20.`, others as `0.9669`, or with an exponent, `1.0000e-05`. */
export type PrintMode = "int" | "fixed" | "sci";

/** Of what sizes a tensor's numbers are, leaving out 0 and what is not finite. */
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
 * How PyTorch prints a tensor of such floats: it decides for all of them together (`_Formatter` in
 * torch/_tensor_str.py). One difference: of more than 1,000 elements PyTorch prints, and looks at, the first and the last
 * three of each dimension only; here all of them can be seen, so all of them decide.
 */
export function printModeOf({ maxAbs, minAbs, whole }: Magnitudes): PrintMode {
  const apart = maxAbs > 0 && (maxAbs / minAbs > 1000 || maxAbs > 1e8);
  if (whole) return apart ? "sci" : "int";
  return apart || minAbs < 1e-4 ? "sci" : "fixed";
}
