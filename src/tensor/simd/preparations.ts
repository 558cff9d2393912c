import { crossEntropy } from "./crossEntropy.ts";
import { elementwise } from "./elementwise.ts";
import { formula } from "./formula.ts";
import { functions } from "./functions.ts";
import { groups } from "./groups.ts";
import { optimizers } from "./optimizers.ts";
import { picking } from "./picking.ts";
import { products } from "./products.ts";
import type { Preparations } from "./simd.ts";
import { softmax } from "./softmax.ts";

/** Holds the kernels that the SIMD module has: all others are the plain ones. */
export const preparations: Preparations = {
  ...elementwise,
  ...functions,
  ...formula,
  ...products,
  ...groups,
  ...softmax,
  ...crossEntropy,
  ...picking,
  ...optimizers,
};
