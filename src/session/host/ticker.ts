import type { Session } from "../session.ts";
import { SnapshotPace } from "../history/snapshotPace.ts";

/** Holds what a ticker needs of the place that it runs in. */
export interface Timing {
  /** Milliseconds, from any start. */
  readonly now: () => number;
  /** Calls back soon, after waiting messages had their turn. */
  readonly defer: (callback: () => void) => void;
  /** Calls back after so many milliseconds. */
  readonly wait: (milliseconds: number, callback: () => void) => void;
}

/** A run gives way to messages after so many milliseconds. */
const SLICE = 12;
/**
 * Two iterations run at a stretch if that takes no longer, in milliseconds: the first of them leaves out what only the last one
 * is asked for, and who presses Pause does not notice.
 */
const PAIR = 60;
/** A slow play that fell behind by so many milliseconds (its tab was hidden) does not catch up. */
const PATIENCE = 250;

/** Is what a ticker needs of a session. */
type Ticked = Pick<Session, "state" | "train" | "handle">;

/**
 * Gives a session the time that it asks for: while it trains or seeks, slices of it, one after the other, with a
 * snapshot now and then; while it plays, a step whenever one is due.
 */
export class Ticker {
  readonly #session: Ticked;
  readonly #timing: Timing;
  readonly #mayTick: () => boolean;
  readonly #onTicked: (iterations: number) => void;
  readonly #snapshots = new SnapshotPace();
  #deferred = false;
  /** Milliseconds that an iteration took in the last slice. */
  #iteration = 0;
  /** Milliseconds from one step of a play to the next, and when the next is due. */
  #interval = 1000;
  #due = 0;
  /** Counts plays: a step that was planned for an earlier one is not taken. */
  #play = 0;

  /**
   * @param mayTick whether there is room for what another iteration has to tell.
   * @param onTicked told after each slice, with the iterations that were trained in it.
   */
  constructor(session: Ticked, timing: Timing, mayTick: () => boolean, onTicked: (iterations: number) => void) {
    this.#session = session;
    this.#timing = timing;
    this.#mayTick = mayTick;
    this.#onTicked = onTicked;
  }

  /** Goes on if the session runs: to be called whenever it may have begun to. */
  run(): void {
    if (this.#deferred || !this.#runs() || !this.#mayTick()) return;
    this.#deferred = true;
    this.#timing.defer(() => {
      this.#deferred = false;
      this.#onTicked(this.#slice());
      this.run();
    });
  }

  /** The session has begun to play. */
  play(stepsPerSecond: number): void {
    this.#interval = 1000 / stepsPerSecond;
    this.#due = this.#timing.now() + this.#interval;
    this.#play += 1;
    this.#await(this.#play);
  }

  #runs(): boolean {
    const { phase } = this.#session.state;
    return phase === "training" || phase === "seeking";
  }

  #slice(): number {
    const { now } = this.#timing;
    const start = now();
    // The second one of a pair begins while there is less time left than one takes: it is the last.
    const pair = 2 * this.#iteration <= PAIR ? 1.5 * this.#iteration : 0;
    const end = start + Math.max(SLICE, pair);
    let trained = 0;
    // Of an iteration that begins: whether there will be time for another one.
    const goesOn = (): boolean => now() + this.#iteration < end && this.#mayTick();
    while (this.#runs() && this.#mayTick()) {
      if (this.#session.state.phase === "training") trained += this.#session.train(goesOn);
      else this.#session.handle({ type: "tick" });
      if (now() + this.#iteration >= end) break;
    }
    if (trained > 0) this.#iteration = (now() - start) / trained;
    if (this.#runs()) this.#snapshots.take(() => this.#session.handle({ type: "keep" }), now);
    return trained;
  }

  #await(play: number): void {
    this.#timing.wait(Math.max(0, this.#due - this.#timing.now()), () => {
      if (play !== this.#play || this.#session.state.phase !== "playing") return;
      const { now } = this.#timing;
      const end = now() + SLICE;
      do {
        this.#session.handle({ type: "tick" });
        this.#due += this.#interval;
      } while (this.#session.state.phase === "playing" && this.#due <= now() && now() < end);
      if (this.#due < now() - PATIENCE) this.#due = now();
      this.#onTicked(0);
      this.#await(play);
    });
  }
}
