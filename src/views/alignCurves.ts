/** Holds points of a curve, iterations rising. */
export interface ChartCurve {
  readonly iterations: readonly number[];
  readonly losses: readonly number[];
}

type Column = (number | null)[];

/**
 * Curves over one axis, as a chart wants them: the iterations of all, then each curve's losses, null where it has no
 * point. A loss that cannot be drawn (nan, infinite, or not positive on a logarithmic axis) is a gap.
 */
export function alignCurves(curves: readonly ChartCurve[], logarithmic: boolean): [number[], ...Column[]] {
  const drawable = (loss: number | undefined): number | null =>
    loss === undefined || !Number.isFinite(loss) || (logarithmic && loss <= 0) ? null : loss;
  const iterations: number[] = [];
  const columns: Column[] = curves.map(() => []);
  const at = curves.map(() => 0);
  for (;;) {
    const next = Math.min(...curves.map((curve, k) => curve.iterations[at[k]!] ?? Infinity));
    if (next === Infinity) return [iterations, ...columns];
    iterations.push(next);
    for (const [k, curve] of curves.entries()) {
      const here = curve.iterations[at[k]!] === next;
      columns[k]!.push(here ? drawable(curve.losses[at[k]!]) : null);
      if (here) at[k]!++;
    }
  }
}
