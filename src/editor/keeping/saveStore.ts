import { create } from "zustand";

/** Says whether this browser holds the document as it is on the screen. */
export interface SaveState {
  /**
   * `behind`: the graph is kept, and of the numbers, which move on as it trains, those of `iteration`. `numbersFailed`: the
   * graph is kept, its numbers cannot be. `reading`: another tab works on it, this one keeps nothing.
   */
  readonly state: "saving" | "saved" | "behind" | "numbersFailed" | "failed" | "reading";
  /** Why it could not be kept, when it could not. */
  readonly reason: string | null;
  /** Of the numbers that are kept; null where there are none. */
  readonly iteration: number | null;
}

export const useSaved = create<SaveState>()(() => ({ state: "saving", reason: null, iteration: null }));
