import type { Generator } from "../rng/generator.ts";
import type { Tensor } from "../tensor.ts";
import { floatsOf } from "./floatsOf.ts";

/** Is `torch.nn.init.uniform_`: evenly between `low` and `high`. */
export function uniform_(tensor: Tensor, generator: Generator, low = 0, high = 1): void {
  const out = floatsOf(tensor);
  generator.rand(out);
  const from = Math.fround(low);
  const range = Math.fround(Math.fround(high) - from);
  for (let i = 0; i < out.length; i++) out[i] = out[i]! * range + from;
}
