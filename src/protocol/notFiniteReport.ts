import type { Pass } from "./instructionReport.ts";

/**
 * Describes the first number that is nan or infinite: on the way to a loss that is, or in the order in which the
 * program runs.
 */
export interface NotFiniteReport extends LossBirth {
  /** Whether a loss is nan or infinite by it. */
  readonly reachesLoss: boolean;
  /** The nodes downstream of it, and of parameters that it ruined, that have such numbers by now. */
  readonly spread: readonly string[];
}

/** Describes a loss that is nan or infinite, and the first iteration of those in which it is. */
export interface NotFiniteLoss {
  readonly node: string;
  readonly iteration: number;
}

/** Says where a number that is nan or infinite was born. */
export interface Birth {
  readonly node: string;
  /** The op that made it, or the optimiser whose update did; `parameter` where it was there before anything ran. */
  readonly op: string;
  readonly index: readonly number[];
  /** `exp(100) = inf`. */
  readonly sentence: string;
  /** Null where it was there before anything ran. */
  readonly pass: Pass | null;
}

/** Says where the number was born that made a loss nan or infinite, and in which iteration. */
export interface LossBirth extends Birth {
  /** Null where it was there before anything ran. */
  readonly iteration: number | null;
}
