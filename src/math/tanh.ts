import { exp } from "./exp.ts";
import { cosh, sinh } from "./sinh.ts";

/**
 * Returns the hyperbolic tangent as a double, within a relative 10⁻¹⁵ of the truth. It is made of + − × / alone (see
 * `exp.ts`); `tanh32.ts` is PyTorch's own in float32. Odd to the bit, −0 included.
 */
export function tanh(x: number): number {
  const size = x < 0 ? -x : x;
  if (size < 0.5) return sinh(x) / cosh(x);
  // From 19.1 on, the double that is nearest is 1.
  if (size > 20) return x < 0 ? -1 : 1;
  const y = 1 - 2 / (exp(2 * size) + 1);
  return x < 0 ? -y : y;
}
