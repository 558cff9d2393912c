/**
 * Describes a part of a loss's curve: the node that computes it, and iterations and losses, alternating, oldest first.
 */
export interface LossPoints {
  readonly node: string;
  readonly points: Float64Array;
}

/** Describes a point of a loss's curve: the loss of an iteration, before its update. */
export interface LossPoint {
  readonly iteration: number;
  readonly loss: number;
}
