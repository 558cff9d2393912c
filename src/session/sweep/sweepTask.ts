import type { SweepReport } from "../../protocol/sweepReport.ts";
import type { Sweep } from "./sweep.ts";

/** A sweep takes so many milliseconds, then lets messages in. */
const SLICE = 12;

interface Time {
  /** Milliseconds, from any start. */
  readonly now: () => number;
  /** Calls back soon, after waiting messages had their turn. */
  readonly defer: (callback: () => void) => void;
}

/** Carries a sweep out in slices of time. */
export class SweepTask {
  readonly result: Promise<SweepReport>;
  readonly #sweep: Sweep;
  #stopped = false;

  /** @param onSlice told after each slice. */
  constructor(sweep: Sweep, { now, defer }: Time, onSlice: () => void) {
    this.#sweep = sweep;
    this.result = new Promise((resolve, reject) => {
      const slice = (): void => {
        try {
          const end = now() + SLICE;
          let goesOn = !this.#stopped;
          while (goesOn && now() < end) goesOn = sweep.step();
          if (!goesOn) {
            resolve(sweep.result());
            return;
          }
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
          return;
        }
        onSlice();
        defer(slice);
      };
      defer(slice);
    });
  }

  /** How many steps were done, and of how many. */
  progress(): { readonly steps: number; readonly of: number } {
    return { steps: this.#sweep.steps, of: this.#sweep.of };
  }

  /** Ends it where it is; the result is what was tried until then. */
  stop(): void {
    this.#stopped = true;
  }
}
