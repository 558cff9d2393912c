import { mapPairs, mapRows } from "./rows.ts";
import type { Preparations } from "./simd.ts";

/** Holds the functions of one number, element by element, and their derivatives. */
export const functions = {
  tanh: (simd, x, y) => mapRows(simd, "tanh", x, y),
  tanhBackward: (simd, y, dy, dx) => mapPairs(simd, "tanhBackward", y, dy, dx),
  exp: (simd, x, y) => mapRows(simd, "exp", x, y),
  expBackward: (simd, y, dy, dx) => mapPairs(simd, "expBackward", y, dy, dx),
  log: (simd, x, y) => mapRows(simd, "log", x, y),
  logBackward: (simd, x, dy, dx) => mapPairs(simd, "logBackward", x, dy, dx),
  sqrt: (simd, x, y) => mapRows(simd, "sqrt", x, y),
  sqrtBackward: (simd, y, dy, dx) => mapPairs(simd, "sqrtBackward", y, dy, dx),
  neg: (simd, x, y) => mapRows(simd, "neg", x, y),
  abs: (simd, x, y) => mapRows(simd, "abs", x, y),
  absBackward: (simd, x, dy, dx) => mapPairs(simd, "absBackward", x, dy, dx),
  relu: (simd, x, y) => mapRows(simd, "relu", x, y),
  reluBackward: (simd, y, dy, dx) => mapPairs(simd, "reluBackward", y, dy, dx),
  sigmoid: (simd, x, y) => mapRows(simd, "sigmoid", x, y),
  sigmoidBackward: (simd, y, dy, dx) => mapPairs(simd, "sigmoidBackward", y, dy, dx),
  gelu: (simd, x, y) => mapRows(simd, "gelu", x, y),
  geluBackward: (simd, x, dy, dx) => mapPairs(simd, "geluBackward", x, dy, dx),
  geluTanh: (simd, x, y) => mapRows(simd, "geluTanh", x, y),
  geluTanhBackward: (simd, x, dy, dx) => mapPairs(simd, "geluTanhBackward", x, dy, dx),
  inverseSqrt: (simd, x, eps, y) => mapRows(simd, "inverseSqrt", x, y, () => eps),
  inverseDeviation: (simd, x, eps, y) => mapRows(simd, "inverseDeviation", x, y, () => eps),
} satisfies Preparations;
