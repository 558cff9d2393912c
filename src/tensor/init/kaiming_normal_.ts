import type { Generator } from "../rng/generator.ts";
import type { Tensor } from "../tensor.ts";
import { calculateGain, type Nonlinearity } from "./calculateGain.ts";
import { fans } from "./fans.ts";
import { floatsOf } from "./floatsOf.ts";

/** Holds the options of `torch.nn.init`, by its names and with its defaults. */
export interface KaimingOptions {
  /** The negative slope of `leaky_relu`; 0 when absent. */
  readonly a?: number;
  /** Which width is kept from growing the numbers: forward (`fan_in`, when absent) or backward. */
  readonly mode?: "fan_in" | "fan_out";
  /** What follows the layer; `leaky_relu` when absent. */
  readonly nonlinearity?: Nonlinearity;
  /** In place of the nonlinearity's own. */
  readonly gain?: number;
}

/** Is `torch.nn.init.kaiming_normal_` (He et al., 2015) for a weight `[in, out]`: deviation gain / √in. */
export function kaimingNormal_(tensor: Tensor, generator: Generator, options: KaimingOptions = {}): void {
  const { a = 0, mode = "fan_in", nonlinearity = "leaky_relu", gain = calculateGain(nonlinearity, a) } = options;
  const { fanIn, fanOut } = fans(tensor.shape);
  const deviation = gain / Math.sqrt(mode === "fan_in" ? fanIn : fanOut);
  generator.randn(floatsOf(tensor), deviation);
}
