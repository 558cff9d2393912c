import type { Tensor } from "../../tensor/tensor.ts";
import type { Generator } from "../../tensor/rng/generator.ts";

/** Fills a new parameter: `torch.nn.init`. */
export interface Init {
  /** `randn`, `zeros`. */
  readonly name: string;
  readonly fill: (tensor: Tensor, generator: Generator) => void;
}
