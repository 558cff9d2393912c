import { create } from "zustand";

interface RunState {
  /** What stands in the field `stop at iteration`; empty: until paused. */
  readonly stopAt: string;
  readonly setStopAt: (text: string) => void;
  /** How many iterations the debugger runs at once. */
  readonly count: number;
  readonly setCount: (count: number) => void;
}

/** What the reader means to do with the run bar. */
export const useRun = create<RunState>()((set) => ({
  stopAt: "",
  setStopAt: (stopAt) => set({ stopAt }),
  count: 10,
  setCount: (count) => set({ count }),
}));

/** The iteration to stop at; null to train until paused; undefined for what is not an iteration. */
export function parseStopAt(text: string): number | null | undefined {
  if (text.trim() === "") return null;
  const iteration = Number(text);
  return Number.isSafeInteger(iteration) && iteration >= 0 ? iteration : undefined;
}
