/** So long may the session be silent while it is waited for, in milliseconds. A large graph takes a while. */
const patience = 10_000;

/**
 * Notices when whoever should answer does not. A worker can end without a word: the browser may take its memory
 * away. `waitedFor` says whether anything is due; `onSilence` is called once for each silence.
 */
export class Watchdog {
  readonly #waitedFor: () => boolean;
  readonly #onSilence: () => void;
  #heard = 0;
  #told = false;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(waitedFor: () => boolean, onSilence: () => void) {
    this.#waitedFor = waitedFor;
    this.#onSilence = onSilence;
  }

  start(): void {
    this.heard();
    this.#timer = setInterval(() => this.#look(), patience / 5);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** A sign of life, or the beginning of a wait. */
  heard(): void {
    this.#heard = performance.now();
    this.#told = false;
  }

  #look(): void {
    // A page that is not seen hears late, and its reader is not waiting.
    if (!this.#waitedFor() || document.hidden) this.#heard = performance.now();
    else if (!this.#told && performance.now() - this.#heard > patience) {
      this.#told = true;
      this.#onSilence();
    }
  }
}
