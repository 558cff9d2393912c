import type { GradientRatioReport } from "../../protocol/gradientRatioReport.ts";

/** Is the curve of one parameter: iterations and ratios, in memory that only grows. */
export class RatioCurve {
  readonly node: string;
  readonly name: string;
  /** Iterations and ratios, alternating; as many numbers as `#used` says. */
  #points = new Float64Array(64);
  #used = 0;

  constructor(node: string, name: string, points: ArrayLike<number> = []) {
    this.node = node;
    this.name = name;
    for (let at = 0; at < points.length; at += 2) this.add(points[at]!, points[at + 1]!);
  }

  /** Points that there are. */
  get size(): number {
    return this.#used / 2;
  }

  /** Adds a point. Those that are not before it were computed by other numbers, and go. */
  add(iteration: number, ratio: number): void {
    while (this.#used > 0 && this.#points[this.#used - 2]! >= iteration) this.#used -= 2;
    if (this.#used === this.#points.length) {
      const larger = new Float64Array(2 * this.#used);
      larger.set(this.#points);
      this.#points = larger;
    }
    this.#points[this.#used] = iteration;
    this.#points[this.#used + 1] = ratio;
    this.#used += 2;
  }

  /** Keeps the iterations that `every` divides. */
  thin(every: number): void {
    let kept = 0;
    for (let at = 0; at < this.#used; at += 2) {
      if (this.#points[at]! % every !== 0) continue;
      this.#points.copyWithin(kept, at, at + 2);
      kept += 2;
    }
    this.#used = kept;
  }

  report(): GradientRatioReport {
    return { node: this.node, name: this.name, points: this.#points.slice(0, this.#used) };
  }
}
