import { exp } from "./exp.ts";

/** The hyperbolic sine for what is made of it in float32, within a relative 10⁻¹¹ of the truth (see `exp.ts`). */
export function sinh(x: number): number {
  if (x < 0.5 && x > -0.5) {
    const square = x * x;
    return x * (1 + (square / 6) * (1 + (square / 20) * (1 + (square / 42) * (1 + square / 72))));
  }
  const half = exp(Math.abs(x) / 2);
  const value = (half / 2) * half - 0.5 / half / half;
  return x < 0 ? -value : value;
}

/** The hyperbolic cosine, as exact as {@link sinh}. */
export function cosh(x: number): number {
  const half = exp(Math.abs(x) / 2);
  return (half / 2) * half + 0.5 / half / half;
}
