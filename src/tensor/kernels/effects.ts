import type { Kernels } from "./kernels.ts";

/** Names kernels that read all of their tensors but the last, and add to that one. */
export const ADDS_TO_LAST: ReadonlySet<keyof Kernels> = new Set([
  "accumulate",
  "addScaled",
  "addProduct",
  "matmulBackwardA",
  "matmulBackwardB",
  "tanhBackward",
  "expBackward",
  "logBackward",
  "sqrtBackward",
  "absBackward",
  "reluBackward",
  "sigmoidBackward",
  "geluBackward",
  "geluTanhBackward",
  "softmaxBackward",
  "logSoftmaxBackward",
  "crossEntropyBackward",
  "embeddingBackward",
] as const);

/** Names kernels that read all of their tensors but the last, and write that one. */
export const WRITES_LAST: ReadonlySet<keyof Kernels> = new Set(["add", "sub", "mul", "div", "neg", "copy"] as const);
