import { arithmetic } from "./arithmetic.ts";
import { cumsum } from "./cumsum.ts";
import { crossEntropy } from "./cross_entropy.ts";
import { elementwise } from "./elementwise.ts";
import { embedding } from "./embedding.ts";
import { formula } from "./formula.ts";
import { functions } from "./functions.ts";
import { gathering } from "./gathering.ts";
import { indexing } from "./indexing.ts";
import type { Kernels } from "./kernels.ts";
import { matmul } from "./matmul.ts";
import { normalization } from "./normalization.ts";
import { optimizers } from "./optimizers.ts";
import { reductions } from "./reductions.ts";
import { selection } from "./selection.ts";
import { softmax } from "./softmax.ts";

/**
 * Holds the kernels in plain loops over typed arrays: always there, and the oracle for any faster ones. The same bits
 * in every engine for float32; float64 asks the engine's `Math`. They share scratch memory, so a kernel is never called
 * from within another.
 */
export const plain: Kernels = {
  ...elementwise,
  ...arithmetic,
  ...functions,
  ...formula,
  ...reductions,
  ...cumsum,
  ...selection,
  ...gathering,
  ...indexing,
  ...softmax,
  ...normalization,
  ...matmul,
  ...embedding,
  ...crossEntropy,
  ...optimizers,
};
