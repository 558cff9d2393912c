/** Says how `torch.nn.functional.cross_entropy` makes one loss of many targets. */
export interface CrossEntropyOptions {
  /** `mean` is over the targets that are not ignored; `none` gives the loss of each by itself. */
  readonly reduction: "mean" | "sum" | "none";
  /** Targets of this value are left out of sum and count. */
  readonly ignoreIndex: number;
  /** From 0 to 1: the share of the loss that asks for all classes evenly, and not for the target. */
  readonly labelSmoothing: number;
}

/** Holds PyTorch's defaults. */
export const CROSS_ENTROPY_DEFAULTS: CrossEntropyOptions = { reduction: "mean", ignoreIndex: -100, labelSmoothing: 0 };
