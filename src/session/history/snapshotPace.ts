/** A run may spend this part of its time on snapshots. */
const SHARE = 0.02;

/** Takes snapshots as often as their cost allows, by measuring it. */
export class SnapshotPace {
  #next = -Infinity;

  /** Takes one if it is time. `now`: milliseconds, from any start. */
  take(snapshot: () => void, now: () => number): void {
    const start = now();
    if (start < this.#next) return;
    snapshot();
    const end = now();
    this.#next = end + (end - start) / SHARE;
  }
}
