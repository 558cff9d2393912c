import { elementwise } from "./elementwise.ts";
import { functions } from "./functions.ts";
import { products } from "./products.ts";
import type { Preparations } from "./simd.ts";

/** Holds the kernels that the SIMD module has: all others are the plain ones. */
export const preparations: Preparations = {
  ...elementwise,
  ...functions,
  ...products,
};
