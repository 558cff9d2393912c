import type { Generator } from "../rng/generator.ts";
import type { Tensor } from "../tensor.ts";
import { fans } from "./fans.ts";
import { uniform_ } from "./uniform_.ts";

/**
 * Is `torch.nn.init.xavier_uniform_` (Glorot and Bengio, 2010) for a weight `[in, out]`: evenly between ±a with a =
 * gain · √(6 / (in + out)).
 */
export function xavierUniform_(tensor: Tensor, generator: Generator, gain = 1): void {
  const { fanIn, fanOut } = fans(tensor.shape);
  const bound = Math.sqrt(3) * (gain * Math.sqrt(2 / (fanIn + fanOut)));
  uniform_(tensor, generator, -bound, bound);
}
