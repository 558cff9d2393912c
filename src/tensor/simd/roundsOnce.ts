import type { Simd } from "./simd.ts";

const ULP = 2 ** -23;

/** Triples a, b, c, and the float32 nearest to a · b + c. */
const ANSWERS: readonly (readonly [a: number, b: number, c: number, answer: number])[] = [
  // A double would lie half way between two float32, of which the even one is wrong.
  [(1 + ULP) * 2 ** -24, 1 - ULP, 1 + ULP, 1 + ULP],
  [-(1 + ULP) * 2 ** -24, 1 - ULP, -(1 + ULP), -(1 + ULP)],
  // What a product that is rounded to float32 has lost.
  [1 + ULP, 1 + ULP, -1 - 2 * ULP, ULP * ULP],
  [1 + ULP, 1 - ULP, -1, -ULP * ULP],
  // Subnormal numbers are numbers.
  [2 ** -75, 2 ** -74, 0, 2 ** -149],
  [2 ** -100, 2 ** -49, 2 ** -149, 2 ** -148],
];

/** Says whether the module's multiply-adds are rounded once: the kernels have PyTorch's bits then, and only then. */
export function roundsOnce({ exported }: Simd): boolean {
  const madd = exported("maddOf");
  return ANSWERS.every(([a, b, c, answer]) => madd(a, b, c) === answer);
}
