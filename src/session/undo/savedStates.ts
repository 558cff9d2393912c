import type { SavedState } from "./savedState.ts";

/** Is what the numbers from before and after undo steps may take together, unless a session's host says otherwise. */
export const SAVED_BYTES = 128 * 2 ** 20;

/** States of which at least the iteration is known. The editor remembers 500 undo steps, with two sides each. */
const MAX_STATES = 1000;

/**
 * Holds the numbers that a session had before and after undo steps, by key, within a budget of bytes. When there is no
 * room the numbers of the oldest states go first; what is larger than the whole budget is never kept. What goes leaves
 * behind that it was there, so that it can be said.
 */
export class SavedStates {
  readonly budget: number;
  /** The oldest first. */
  readonly #states = new Map<string, SavedState>();

  /** @param budget bytes that the numbers may take together. */
  constructor(budget: number) {
    this.budget = budget;
  }

  has(key: string): boolean {
    return this.#states.has(key);
  }

  get(key: string): SavedState | undefined {
    return this.#states.get(key);
  }

  /**
   * Keeps a state, in the place of what was there.
   *
   * @param wanted the key of a state that is about to be asked for, and therefore the last to go.
   */
  keep(key: string, state: SavedState, wanted: string | null): void {
    this.#put(key, state);
    const next = wanted === null ? undefined : this.#states.get(wanted);
    if (wanted !== null && next !== undefined) this.#put(wanted, next);
    this.#makeRoom();
  }

  #put(key: string, state: SavedState): void {
    this.#states.delete(key);
    this.#states.set(key, state);
  }

  #makeRoom(): void {
    // One state may stand under several keys, and takes its bytes once.
    const counted = new Set<SavedState["numbers"]>();
    let bytes = 0;
    for (const [key, state] of [...this.#states].toReversed()) {
      if (state.numbers === null) continue;
      const room = counted.has(state.numbers) || bytes + state.bytes <= this.budget;
      if (!room) {
        // In its place, so that the order stays.
        this.#states.set(key, { ...state, numbers: null });
        continue;
      }
      if (!counted.has(state.numbers)) bytes += state.bytes;
      counted.add(state.numbers);
    }
    for (const key of this.#states.keys()) {
      if (this.#states.size <= MAX_STATES) break;
      this.#states.delete(key);
    }
  }
}
