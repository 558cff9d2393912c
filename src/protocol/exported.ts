import type { LossPoint } from "./lossPoints.ts";

/** Holds the first losses of a node, as a run of the graph from its seed gives them. */
export interface SeedLosses {
  /** The node that computes the loss. */
  readonly node: string;
  /** Of the first iterations, in their order; of a loss that is only measured, those that it is measured in. */
  readonly points: readonly LossPoint[];
}

/** Says since when, and by what, the numbers at hand are no longer those that the seed alone gives. */
export interface NotFromSeedAlone {
  /** The iteration at which it happened. */
  readonly since: number;
  /** What was done, as an English clause without a full stop: `node "hidden" was edited`. */
  readonly why: string;
}

/** Holds what a run of a graph said that its PyTorch code repeats, checks or tells. */
export interface Exported {
  /**
   * The losses of the first {@link CHECKED_ITERATIONS} iterations of the seed's own run of this very graph, whatever was
   * trained: the most important loss first, none of a graph without one, nor where they were not asked for.
   */
  readonly seedLosses: readonly SeedLosses[];
  /** The newest loss that was shown, of the most important one; null before the first. */
  readonly lastShown: LossPoint | null;
  /** How many iterations were run. */
  readonly iterations: number;
  /** Null where a run from the seed gives the numbers at hand. */
  readonly notFromSeedAlone: NotFromSeedAlone | null;
}

/** How many iterations of the seed's own run the exported code holds its losses against. */
export const CHECKED_ITERATIONS = 20;
