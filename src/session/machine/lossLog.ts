/**
 * Is a loss curve of bounded size: when it is full, every second point goes, and from then on only every second of the
 * new ones is kept; so a run of any length stays an evenly thinned curve. The newest point is always there.
 */
export class LossLog {
  readonly #capacity: number;
  #points: number[] = [];
  #newest: readonly [number, number] | null = null;
  #every = 1;
  #seen = 0;

  /** @param capacity the most points that are kept, an even number, or Infinity. */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get size(): number {
    return this.#points.length / 2;
  }

  /** A point that is not beyond the newest one was computed anew, by other numbers: the points from there on go. */
  add(iteration: number, loss: number): void {
    while (this.#points.length > 0 && this.#points.at(-2)! >= iteration) this.#points.splice(-2);
    this.#newest = [iteration, loss];
    if (this.#seen++ % this.#every === 0) {
      this.#points.push(iteration, loss);
      if (this.size >= this.#capacity) this.#thin();
    }
  }

  #thin(): void {
    this.#points = this.#points.filter((_, at) => Math.floor(at / 2) % 2 === 0);
    this.#every *= 2;
    this.#seen = 0;
  }

  /** Iterations and losses, alternating, oldest first. */
  points(): Float64Array {
    const newest = this.#newest;
    if (newest === null || this.#points.at(-2) === newest[0]) return Float64Array.from(this.#points);
    return Float64Array.from([...this.#points, ...newest]);
  }
}
