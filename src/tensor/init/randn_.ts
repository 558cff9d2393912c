import { floatsOf } from "./floatsOf.ts";
import type { Tensor } from "../tensor.ts";
import type { Generator } from "../rng/generator.ts";

/** Is `torch.randn(…) * gain` for a contiguous float32 tensor: a parameter's first values. */
export function randn_(tensor: Tensor, generator: Generator, gain = 1): void {
  const out = floatsOf(tensor);
  generator.randn(out);
  const scale = Math.fround(gain);
  if (scale !== 1) for (let i = 0; i < out.length; i++) out[i] = out[i]! * scale;
}
