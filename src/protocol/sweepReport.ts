/** Describes a sweep of learning rates, as far as it came. */
export interface SweepReport {
  /** The rate of each step that was done, and its loss. */
  readonly rates: Float64Array;
  readonly losses: Float64Array;
  /** Why there are no more. */
  readonly ended: "done" | "not finite" | "stopped";
}
