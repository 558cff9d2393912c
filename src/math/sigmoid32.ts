import { exp32 } from "./exp32.ts";

const round = Math.fround;

/**
 * Returns 1 / (1 + e⁻ˣ) for the numbers of a float32 tensor, each step rounded: PyTorch's bits, 0 from where its e⁻ˣ
 * overflows on.
 */
export function sigmoid32(x: number): number {
  return round(1 / round(1 + exp32(-x)));
}
