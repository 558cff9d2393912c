import type { CellRef } from "./tensorRef.ts";

/** Says which number is to be moved, and by how much. Of a gradient's cell it is the number whose gradient it is. */
export interface NudgeQuestion {
  readonly cell: CellRef;
  /** The node that computes the loss; null for the one that the chart shows first. */
  readonly loss: string | null;
  readonly delta: number;
  /** Points of the curve on either side of the number as it is; 0 for no curve. */
  readonly points: number;
  /** How far the curve goes on either side; null for what is sensible. */
  readonly reach: number | null;
}

/**
 * Says what a loss becomes if one number is moved and nothing else: as it really is, by one more forward pass from there
 * on, and as the gradient foretells it.
 */
export interface NudgeReport {
  /** The number that moves, by the name that was asked for. */
  readonly cell: CellRef;
  /** `hidden[3, 7]`. */
  readonly label: string;
  /** The node that computes the loss. */
  readonly lossNode: string;
  /** The number and the loss as they are in this iteration. */
  readonly value: number;
  readonly loss: number;
  /** The loss's gradient with respect to the number, of this iteration and this loss alone. */
  readonly gradient: number;
  readonly nudged: NudgePoint;
  /** How far it is sensible to go, or as far as was asked. */
  readonly reach: number;
  /** From `-reach` to `reach`; null where none was asked for. */
  readonly curve: readonly NudgePoint[] | null;
  /** The ops that hold a move back, the nearest first; none where no curve was asked for. */
  readonly bends: readonly NudgeBend[];
  /** The parameter's cell that the number is; null where it is none. */
  readonly parameter: { readonly node: string; readonly name: string; readonly index: readonly number[] } | null;
  /** What is to be known of it, a sentence each. */
  readonly notes: readonly string[];
}

export interface NudgePoint {
  readonly delta: number;
  /** The number with `delta` added, as its dtype rounds it. */
  readonly value: number;
  readonly loss: number;
  /** `loss + delta · gradient` of the report, in double. */
  readonly foretold: number;
}

/** Describes an op that lets little or nothing of a move through, as it was measured. It takes each number by itself. */
export interface NudgeBend {
  readonly node: string;
  readonly op: string;
  /** `flat`: on both sides; `below`, `above`: on one side only, where the number that comes in becomes less, or more. */
  readonly flat: "both" | "below" | "above";
  /** How many of the numbers that come in move, and of how many of them this is so. */
  readonly moved: number;
  readonly held: number;
  /** The one of them that moves most: what comes in and what comes out, at either end of the curve and between. */
  readonly input: string;
  readonly output: string;
  readonly from: BendPoint;
  readonly less: BendPoint;
  readonly more: BendPoint;
}

/** Holds a number that comes into an op, and what the op makes of it. */
export interface BendPoint {
  readonly x: number;
  readonly y: number;
}
