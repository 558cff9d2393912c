/**
 * Is a loss curve of bounded size: when it is full, every second point goes, and from then on only every second of the
 * new ones is kept; so a run of any length stays an evenly thinned curve. The newest point is always there.
 */
export class LossLog {
  readonly #capacity: number;
  /** Iterations and losses, alternating; as many numbers as `#used` says. */
  #points = new Float64Array(64);
  #used = 0;
  /** The newest point; no iteration is negative. */
  #iteration = -1;
  #loss = Number.NaN;
  #every = 1;
  #seen = 0;

  /** @param capacity the most points that are kept, an even number, or Infinity. */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get size(): number {
    return this.#used / 2;
  }

  /** A point that is not beyond the newest one was computed anew, by other numbers: the points from there on go. */
  add(iteration: number, loss: number): void {
    while (this.#used > 0 && this.#points[this.#used - 2]! >= iteration) this.#used -= 2;
    this.#iteration = iteration;
    this.#loss = loss;
    if (this.#seen++ % this.#every !== 0) return;
    if (this.#used === this.#points.length) this.#grow();
    this.#points[this.#used] = iteration;
    this.#points[this.#used + 1] = loss;
    this.#used += 2;
    if (this.size >= this.#capacity) this.#thin();
  }

  #grow(): void {
    const larger = new Float64Array(2 * this.#points.length);
    larger.set(this.#points);
    this.#points = larger;
  }

  #thin(): void {
    let kept = 0;
    for (let at = 0; at < this.#used; at += 4) {
      // Not number by number: code that runs seldom is interpreted, and each number would then be an object.
      this.#points.copyWithin(kept, at, at + 2);
      kept += 2;
    }
    this.#used = kept;
    this.#every *= 2;
    this.#seen = 0;
  }

  /** Iterations and losses, alternating, oldest first. */
  points(): Float64Array {
    const there = this.#points.slice(0, this.#used);
    if (this.#iteration < 0 || there.at(-2) === this.#iteration) return there;
    return Float64Array.of(...there, this.#iteration, this.#loss);
  }
}
