import type { Checkpoint } from "./checkpoint.ts";

/**
 * Offers other numbers that belong to the document as well as those at hand. It is made after an edit was undone, or
 * done again, that the numbers depend on, when iterations ran since. Taking them leaves those at hand as the other
 * ones.
 */
export interface NumbersOffer {
  readonly direction: "undo" | "redo";
  /** Whether the numbers went back with the document. False: they were kept as trained. */
  readonly exchanged: boolean;
  /** Set when they went back by themselves, because those that were trained are not finite. */
  readonly notFinite: boolean;
  /** The iteration of the numbers at hand, when they were kept or brought back; it may have gone on since. */
  readonly iteration: number;
  readonly other: OfferedNumbers;
}

/** Describes the numbers that an offer is about. */
export interface OfferedNumbers {
  readonly iteration: number;
  /** What they take in bytes when there was no room to keep them; null when they are there. */
  readonly gone: { readonly bytes: number; readonly budget: number } | null;
}

/** Holds what was trained before an edit that no step leads back over. */
export interface LeftNumbers {
  /** Two states with the same version learned the same. */
  readonly version: string;
  readonly checkpoint: Checkpoint;
}
