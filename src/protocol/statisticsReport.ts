import type { Shape } from "../tensor/shape.ts";
import type { TensorRef } from "./tensorRef.ts";

/** Says how a tensor's numbers are distributed. What is not finite is counted, and left out of the rest. */
export interface StatisticsReport extends TensorRef {
  readonly shape: Shape;
  readonly count: number;
  readonly notFinite: number;
  /** `torch.mean` and `torch.std` (by n − 1); nan where there are too few numbers. */
  readonly mean: number;
  readonly std: number;
  readonly min: number;
  readonly max: number;
  /** How many numbers are in each of the bins of one width between `min` and `max`, as `torch.histc` counts them. */
  readonly histogram: Float64Array;
  /** Of an activation's result. */
  readonly saturation: SaturationReport | null;
}

/** Says how much of an activation's result lies where its curve is all but flat. */
export interface SaturationReport {
  /** Where that is: `|y| > 0.97`. */
  readonly where: string;
  /** Of all numbers, from 0 to 1. */
  readonly share: number;
  /** Units are the indices of the last of at least two dimensions; a dead one is saturated for every example. */
  readonly units: number;
  readonly dead: number;
}
