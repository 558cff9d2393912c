import type { Tensor } from "../tensor.ts";
import type { Generator } from "../rng/generator.ts";
import { floatsOf } from "./floatsOf.ts";

/** Is `torch.nn.init.uniform_`: evenly between `low` and `high`. */
export function uniform_(tensor: Tensor, generator: Generator, low = 0, high = 1): void {
  drawUniform(floatsOf(tensor), generator, low, high);
}

/** Fills `out` evenly between `low` and `high`, rounded as `uniform_` rounds. */
export function drawUniform(out: Float32Array, generator: Generator, low: number, high: number): void {
  generator.rand(out);
  const from = Math.fround(low);
  const range = Math.fround(Math.fround(high) - from);
  for (let i = 0; i < out.length; i++) out[i] = out[i]! * range + from;
}
