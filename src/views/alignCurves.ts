/** Points of a curve, iterations rising. */
export interface ChartCurve {
  readonly iterations: readonly number[];
  readonly losses: readonly number[];
}

type Column = (number | null)[];

/**
 * Two curves over one axis, as a chart wants them: the iterations of both, then the ghost's losses and the
 * current ones, null where a curve has no point. A loss that cannot be drawn (nan, infinite, or not positive
 * on a logarithmic axis) is a gap.
 */
export function alignCurves(current: ChartCurve, ghost: ChartCurve, logarithmic: boolean): [number[], Column, Column] {
  const drawable = (loss: number | undefined): number | null =>
    loss === undefined || !Number.isFinite(loss) || (logarithmic && loss <= 0) ? null : loss;
  const iterations: number[] = [];
  const behind: Column = [];
  const before: Column = [];
  let i = 0;
  let j = 0;
  while (i < current.iterations.length || j < ghost.iterations.length) {
    const own = current.iterations[i] ?? Infinity;
    const other = ghost.iterations[j] ?? Infinity;
    iterations.push(Math.min(own, other));
    before.push(own <= other ? drawable(current.losses[i]) : null);
    behind.push(other <= own ? drawable(ghost.losses[j]) : null);
    if (own <= other) i++;
    if (other <= own) j++;
  }
  return [iterations, behind, before];
}
