import { mean, std } from "../../tensor/std.ts";

/**
 * Holds what makes one number of many in a breakpoint's condition, as PyTorch's functions of these names do: a nan
 * makes the result nan, and counts as true.
 */
export const reductions: Readonly<Record<string, (values: Float64Array) => number>> = {
  max: (values) => values.reduce((most, x) => Math.max(most, x), -Infinity),
  min: (values) => values.reduce((least, x) => Math.min(least, x), Infinity),
  mean,
  sum,
  std,
  any: (values) => (values.some((x) => x !== 0) ? 1 : 0),
  all: (values) => (values.every((x) => x !== 0) ? 1 : 0),
};

function sum(values: Float64Array): number {
  return values.reduce((total, x) => total + x, 0);
}
