import type { Tensor } from "../tensor.ts";

/** Returns what rounds a number to a tensor's dtype: float32 where it has that, else nothing. */
export function roundingOf({ dtype }: Pick<Tensor, "dtype">): (value: number) => number {
  return dtype === "float32" ? Math.fround : Number;
}
