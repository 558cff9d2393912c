import type { SaveState } from "./saveStore.ts";

/** Holds what the mark beside the title is told from. */
export interface Facts {
  readonly readOnly: boolean;
  /** Why the graph could not be written; null when nothing failed. */
  readonly graphFailure: string | null;
  readonly graphKept: boolean;
  /** A text that the graph names is here for this visit only; null when there is none. */
  readonly textOnlyHere: string | null;
  readonly numbersFailure: string | null;
  readonly numbersKept: boolean;
  /** Of the numbers that are kept; null where there are none. */
  readonly iteration: number | null;
  readonly training: boolean;
}

/** Returns what the mark says: never more than what the browser has acknowledged. */
export function savedStanding(facts: Facts): SaveState {
  const { iteration } = facts;
  if (facts.readOnly) return { state: "reading", reason: null, iteration };
  if (facts.graphFailure !== null) return { state: "failed", reason: facts.graphFailure, iteration };
  if (!facts.graphKept) return { state: "saving", reason: null, iteration };
  if (facts.textOnlyHere !== null) {
    const reason = `this browser cannot keep ${facts.textOnlyHere}, it is here for this visit only`;
    return { state: "failed", reason, iteration };
  }
  if (facts.numbersFailure !== null) return { state: "numbersFailed", reason: facts.numbersFailure, iteration };
  if (facts.numbersKept) return { state: "saved", reason: null, iteration };
  return { state: facts.training ? "behind" : "saving", reason: null, iteration };
}
