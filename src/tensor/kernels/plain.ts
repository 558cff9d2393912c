import { arithmetic } from "./arithmetic.ts";
import { crossEntropy } from "./cross_entropy.ts";
import { elementwise } from "./elementwise.ts";
import { embedding } from "./embedding.ts";
import { functions } from "./functions.ts";
import { gathering } from "./gathering.ts";
import type { Kernels } from "./kernels.ts";
import { matmul } from "./matmul.ts";
import { reductions } from "./reductions.ts";

/**
 * The kernels in plain loops over typed arrays: always there, and the oracle for any faster ones. The same bits in every
 * engine for float32; float64 asks the engine's `Math`. They share scratch memory, so a kernel is never called
 * from within another.
 */
export const plain: Kernels = {
  ...elementwise,
  ...arithmetic,
  ...functions,
  ...reductions,
  ...gathering,
  ...matmul,
  ...embedding,
  ...crossEntropy,
};
