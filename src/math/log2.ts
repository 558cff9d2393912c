import { log } from "./log.ts";
import { wholePow } from "./pow.ts";

/** Returns the logarithm to base 2, whole for a power of 2, else as exact as {@link log}. The same bits in every engine.*/
export function log2(x: number): number {
  return toBase(2, log(x) / Math.LN2, x);
}

/** Returns the logarithm to base 10, whole for the double that is nearest to a power of 10. */
export function log10(x: number): number {
  return toBase(10, log(x) / Math.LN10, x);
}

/** The whole number next to `value` when it is the logarithm, which division leaves beside it now and then. */
function toBase(base: number, value: number, x: number): number {
  const whole = Math.round(value);
  if (!(Math.abs(value - whole) < 1e-9)) return value;
  const power = wholePow(base, Math.abs(whole));
  return (whole < 0 ? 1 / power : power) === x ? whole : value;
}
