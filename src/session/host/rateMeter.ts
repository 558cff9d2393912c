/** Iterations a second, over the last second or so. Times are milliseconds from any start. */
export class RateMeter {
  #from = 0;
  #count = 0;
  #rate: number | null = null;

  start(now: number): void {
    this.#from = now;
    this.#count = 0;
    this.#rate = null;
  }

  add(iterations: number, now: number): void {
    this.#count += iterations;
    if (now - this.#from < 1000) return;
    this.#rate = this.perSecond(now);
    this.#from = now;
    this.#count = 0;
  }

  /** The last full second's rate; in the first second, the rate so far. */
  perSecond(now: number): number | null {
    if (this.#rate !== null && now - this.#from < 1000) return this.#rate;
    const elapsed = now - this.#from;
    return elapsed > 0 ? (1000 * this.#count) / elapsed : null;
  }
}
