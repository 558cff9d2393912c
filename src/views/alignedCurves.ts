/** Holds points of a curve, iterations rising. Its arrays only grow: where points are taken back it has others. */
export interface ChartCurve {
  readonly iterations: readonly number[];
  readonly losses: readonly number[];
}

type Column = (number | null)[];

/**
 * Lays curves over one axis, as a chart wants them: the iterations of all, then each curve's losses, null where it has no
 * point. A loss that cannot be drawn (nan, infinite, or not positive on a logarithmic axis) is a gap. While the curves only
 * grow, what they have more is added to the columns that there are: a chart asks thirty times a second.
 */
export class AlignedCurves {
  readonly #logarithmic: boolean;
  #curves: readonly ChartCurve[] = [];
  /** How many points of each curve stand in the columns. */
  #taken: number[] = [];
  #iterations: number[] = [];
  #columns: readonly Column[] = [];

  constructor(logarithmic: boolean) {
    this.#logarithmic = logarithmic;
  }

  /** Returns the columns of the curves as they are now. They are the same arrays as before where the curves' arrays are. */
  align(curves: readonly ChartCurve[]): [number[], ...Column[]] {
    if (!this.#goOn(curves)) {
      this.#curves = [...curves];
      this.#taken = curves.map(() => 0);
      this.#iterations = [];
      this.#columns = curves.map(() => []);
    }
    const last = this.#iterations.at(-1) ?? -Infinity;
    for (let at = 0; at < curves.length; at++) this.#fillIn(at, last);
    for (let next = this.#next(); next < Infinity; next = this.#next()) {
      this.#iterations.push(next);
      for (let at = 0; at < curves.length; at++) {
        this.#columns[at]!.push(this.#nextOf(at) === next ? this.#take(at) : null);
      }
    }
    return [this.#iterations, ...this.#columns];
  }

  /** Whether these are the curves that stand in the columns, as far as they do. */
  #goOn(curves: readonly ChartCurve[]): boolean {
    const same = ({ iterations }: ChartCurve, at: number): boolean => iterations === this.#curves[at]!.iterations;
    return curves.length === this.#curves.length && curves.every(same);
  }

  /** Puts a curve's next points up to an iteration into rows that others have, as those of the run before, or between them. */
  #fillIn(at: number, last: number): void {
    const rows = this.#iterations;
    let row = 0;
    for (let next = this.#nextOf(at); next <= last; next = this.#nextOf(at)) {
      row = firstNotBelow(rows, next, row);
      if (rows[row] !== next) {
        rows.splice(row, 0, next);
        for (const column of this.#columns) column.splice(row, 0, null);
      }
      this.#columns[at]![row] = this.#take(at);
    }
  }

  /** The next iteration of any curve; Infinity where there is none. */
  #next(): number {
    let next = Infinity;
    for (let at = 0; at < this.#curves.length; at++) next = Math.min(next, this.#nextOf(at));
    return next;
  }

  /** A curve's next iteration; Infinity where there is none. */
  #nextOf(at: number): number {
    return this.#curves[at]!.iterations[this.#taken[at]!] ?? Infinity;
  }

  /** Takes a curve's next loss; null where it cannot be drawn. */
  #take(at: number): number | null {
    const loss = this.#curves[at]!.losses[this.#taken[at]!++]!;
    return Number.isFinite(loss) && !(this.#logarithmic && loss <= 0) ? loss : null;
  }
}

/** Returns the place of the first of rising numbers, from a place on, that is not below a bound. */
function firstNotBelow(numbers: readonly number[], bound: number, from: number): number {
  let [low, high] = [from, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}
