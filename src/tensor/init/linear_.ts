import type { Generator } from "../rng/generator.ts";
import type { Tensor } from "../tensor.ts";
import { elements } from "../../base/stridedLayout.ts";
import { fans } from "./fans.ts";
import { floatsOf } from "./floatsOf.ts";
import { drawUniform } from "./uniform_.ts";

/**
 * Is the start of `torch.nn.Linear`'s weight, `kaiming_uniform_(weight, a=√5)`: evenly between ±gain / √in. The layer lays
 * its weight `[out, in]` and draws it so; here it lies `[in, out]`, and each connection gets the number that it has there.
 */
export function linear_(tensor: Tensor, generator: Generator, gain = 1): void {
  const { fanIn } = fans(tensor.shape);
  const [inputs = 1, outputs = 1, ...field] = tensor.shape;
  const size = elements(field);
  const out = floatsOf(tensor);
  // As kaiming_uniform_ reckons it: the deviation first.
  const bound = Math.sqrt(3) * (Math.sqrt(2 / 6) / Math.sqrt(fanIn)) * gain;
  const drawn = new Float32Array(out.length);
  drawUniform(drawn, generator, -bound, bound);
  for (let at = 0; at < drawn.length; at++) {
    const [row, column] = [Math.floor(at / size / inputs), Math.floor(at / size) % inputs];
    out[(column * outputs + row) * size + (at % size)] = drawn[at]!;
  }
}

/** Is the start of `torch.nn.Linear`'s bias: evenly between ±gain / √in, in being the inputs of its layer. */
export function linearBias_(tensor: Tensor, generator: Generator, fanIn: number, gain = 1): void {
  const bound = gain / Math.sqrt(fanIn);
  drawUniform(floatsOf(tensor), generator, -bound, bound);
}
