import type { Timing } from "./ticker.ts";

/** Between two progress messages of a run, at least so many milliseconds; at most so many are waited for a costly one. */
const [INTERVAL, LONGEST] = [1000 / 30, 250];
/** The share of a run's time that making its messages may take: with what sending them costs, the pictures cost 5 % at most. */
const SHARE = 0.03;

/** Says when progress is sent: after every change, but not before the client took the message before, nor too soon. */
export class ProgressPace {
  readonly #timing: Timing;
  readonly #mayWait: () => boolean;
  readonly #send: (now: number) => void;
  #dirty = false;
  /** A message is under way. */
  #unacknowledged = false;
  #deferred = false;
  #last = -Infinity;
  #interval = INTERVAL;

  /**
   * @param mayWait whether more changes are to come soon.
   * @param send sends a message.
   */
  constructor(timing: Timing, mayWait: () => boolean, send: (now: number) => void) {
    this.#timing = timing;
    this.#mayWait = mayWait;
    this.#send = send;
  }

  changed(): void {
    this.#dirty = true;
    this.#sendIfDue();
  }

  acknowledged(): void {
    this.#unacknowledged = false;
    this.#sendIfDue();
  }

  #sendIfDue(): void {
    if (!this.#dirty || this.#unacknowledged) return;
    const now = this.#timing.now();
    const early = this.#interval - (now - this.#last);
    if (early > 0 && this.#mayWait()) {
      this.#retry(early);
      return;
    }
    this.#dirty = false;
    this.#unacknowledged = true;
    this.#last = now;
    this.#send(now);
    // Pictures of hundreds of tensors take longer than those of a few: they come less often.
    this.#interval = Math.min(LONGEST, Math.max(INTERVAL, (this.#timing.now() - now) / SHARE));
  }

  /** A run's next slice, or step, tries again; this is for the one that does not come. */
  #retry(milliseconds: number): void {
    if (this.#deferred) return;
    this.#deferred = true;
    this.#timing.wait(milliseconds, () => {
      this.#deferred = false;
      this.#sendIfDue();
    });
  }
}
