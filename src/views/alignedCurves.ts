/** Holds points of a curve, iterations rising. Its arrays only grow: where points are taken back it has others. */
export interface ChartCurve {
  readonly iterations: readonly number[];
  readonly losses: readonly number[];
}

type Column = (number | null)[];
type Columns = [number[], ...Column[]];

/**
 * Lays curves over one axis, as a chart wants them: the iterations of all, then each curve's losses, null where it has no
 * point. A loss that cannot be drawn (nan, infinite, or not positive on a logarithmic axis) is a gap. While the curves only
 * grow, so do the columns: a chart asks thirty times a second.
 */
export class AlignedCurves {
  readonly #logarithmic: boolean;
  #curves: readonly ChartCurve[] = [];
  /** How many points of each curve stand in the columns. */
  #taken: number[] = [];
  #columns: Columns = [[]];

  constructor(logarithmic: boolean) {
    this.#logarithmic = logarithmic;
  }

  /** Returns the columns of the curves as they are now. They are the same arrays as before, longer, where the curves go on. */
  align(curves: readonly ChartCurve[]): Columns {
    if (!this.#goesOn(curves)) {
      this.#curves = [...curves];
      this.#taken = curves.map(() => 0);
      this.#columns = [[], ...curves.map((): Column => [])];
    }
    const [iterations, ...losses] = this.#columns;
    for (let next = this.#next(); next < Infinity; next = this.#next()) {
      iterations.push(next);
      for (let at = 0; at < curves.length; at++) losses[at]!.push(this.#take(at, next));
    }
    return this.#columns;
  }

  /** Whether all that these have beside what stands in the columns belongs behind it. */
  #goesOn(curves: readonly ChartCurve[]): boolean {
    const last = this.#columns[0].at(-1) ?? -Infinity;
    return (
      curves.length === this.#curves.length &&
      curves.every(({ iterations }, at) => {
        const next = iterations[this.#taken[at]!] ?? Infinity;
        return iterations === this.#curves[at]!.iterations && next > last;
      })
    );
  }

  /** The next iteration of any curve; Infinity where there is none. */
  #next(): number {
    let next = Infinity;
    for (let at = 0; at < this.#curves.length; at++) {
      const here = this.#curves[at]!.iterations[this.#taken[at]!];
      if (here !== undefined && here < next) next = here;
    }
    return next;
  }

  /** A curve's loss at an iteration that is its next one or earlier; null where it has none to draw. */
  #take(at: number, iteration: number): number | null {
    const { iterations, losses } = this.#curves[at]!;
    const place = this.#taken[at]!;
    if (iterations[place] !== iteration) return null;
    this.#taken[at] = place + 1;
    const loss = losses[place]!;
    return Number.isFinite(loss) && !(this.#logarithmic && loss <= 0) ? loss : null;
  }
}
