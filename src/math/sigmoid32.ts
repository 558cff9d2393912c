import { exp } from "./exp.ts";

/** Beyond it, e⁻ˣ is no float32. */
const LOWEST = -88.72283905206835;

/**
 * 1 / (1 + e⁻ˣ) for the numbers of a float32 tensor: a double that is at most 1 ulp off in float32, and 0 from where
 * PyTorch's e⁻ˣ overflows on.
 */
export function sigmoid32(x: number): number {
  return x < LOWEST ? 0 : 1 / (1 + exp(-x));
}
