/** Describes a parameter's gradient beside the parameter, over the iterations. */
export interface GradientRatioReport {
  readonly node: string;
  readonly name: string;
  /** Iterations and ratios std(grad) / std(data), alternating, oldest first; thinned. Data as the update left them. */
  readonly points: Float64Array;
}
