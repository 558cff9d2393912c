import { exp } from "./exp.ts";

/**
 * The hyperbolic tangent for what is made of it in float32 (`tanh32.ts` is PyTorch's own): a double within a relative
 * 10⁻¹⁰ of the truth, made of + − × / alone (see `exp.ts`). Odd to the bit, −0 included.
 */
export function tanh(x: number): number {
  const size = x < 0 ? -x : x;
  if (size < 0.015625) {
    const square = x * x;
    return x * (1 + square * (-1 / 3 + square * (2 / 15)));
  }
  // From 9.02 on, the float32 that is nearest is 1.
  if (size > 9.1) return x < 0 ? -1 : 1;
  const y = 1 - 2 / (exp(2 * size) + 1);
  return x < 0 ? -y : y;
}
