import { create } from "zustand";
import { useDocument } from "../document/documentStore.ts";

interface RunState {
  /** What was written into the field `stop at iteration`, and for which document. */
  readonly stopAt: { readonly text: string; readonly documentId: string };
  /** How many iterations the debugger runs at once. */
  readonly count: number;
  readonly setCount: (count: number) => void;
  /** How many nodes a second the slow play steps over. */
  readonly pace: number;
  readonly setPace: (pace: number) => void;
}

/** Returns what the reader means to do with the run bar. */
export const useRun = create<RunState>()((set) => ({
  stopAt: { text: "", documentId: "" },
  count: 10,
  setCount: (count) => set({ count }),
  pace: 2,
  setPace: (pace) => set({ pace }),
}));

/**
 * Says where the open document is to stop, as it was written; empty: until paused. Another document's stop is not its
 * own.
 */
export function useStopAt(): string {
  const documentId = useDocument((state) => state.documentId);
  return useRun(({ stopAt }) => (stopAt.documentId === documentId ? stopAt.text : ""));
}

/** Returns the same, outside of a component. */
export function stopAtNow(): string {
  const { text, documentId } = useRun.getState().stopAt;
  return documentId === useDocument.getState().documentId ? text : "";
}

/** Returns how many iterations the open document is to train for in all, where its stop says so. */
export function iterationsWanted(): { readonly iterations?: number } {
  const stopAt = parseStopAt(stopAtNow()) ?? null;
  return stopAt === null ? {} : { iterations: stopAt + 1 };
}

export function setStopAt(text: string): void {
  useRun.setState({ stopAt: { text, documentId: useDocument.getState().documentId } });
}

/** Returns the iteration to stop at; null to train until paused; undefined for what is not an iteration. */
export function parseStopAt(text: string): number | null | undefined {
  if (text.trim() === "") return null;
  const iteration = Number(text);
  return Number.isSafeInteger(iteration) && iteration >= 0 ? iteration : undefined;
}
