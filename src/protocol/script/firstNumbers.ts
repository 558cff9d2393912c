import type { DType } from "../../tensor/dtype.ts";
import type { Shape } from "../../tensor/shape.ts";

/** Holds a tensor's shape and the numbers that it begins with. */
export interface FirstNumbers {
  readonly dtype: DType;
  readonly shape: Shape;
  /** How many it has in all. */
  readonly count: number;
  /** In row-major order. */
  readonly numbers: readonly number[];
}
