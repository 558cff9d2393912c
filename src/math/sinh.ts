import { exp } from "./exp.ts";

/** The last of the terms x^(2n + 1) / (2n + 1)! that count for |x| < ½. */
const LAST = 15;

/** Returns the hyperbolic sine, within a relative 10⁻¹⁵ of the truth, made of + − × / alone (see `exp.ts`). */
export function sinh(x: number): number {
  if (x < 0.5 && x > -0.5) {
    const square = x * x;
    let sum = 1;
    for (let odd = LAST; odd >= 3; odd -= 2) sum = 1 + (square / (odd * (odd - 1))) * sum;
    return x * sum;
  }
  const half = exp(Math.abs(x) / 2);
  const value = (half / 2) * half - 0.5 / half / half;
  return x < 0 ? -value : value;
}

/** Returns the hyperbolic cosine, as exact as {@link sinh}. */
export function cosh(x: number): number {
  const half = exp(Math.abs(x) / 2);
  return (half / 2) * half + 0.5 / half / half;
}
