import type { LossPoints } from "./lossPoints.ts";
import type { Preview } from "./preview.ts";
import type { Status } from "./status.ts";

/**
 * Is news, sent after every change and while training at most 30 times a second. The host never sends a second one
 * before the client has acknowledged the first (`ack`), so that they cannot pile up.
 */
export interface Progress {
  readonly status: Status;
  /**
   * The losses since the last progress message, of each curve that has new ones, the most important curve first; all
   * of them, or thinned, as `train` asked.
   */
  readonly losses: readonly LossPoints[];
  /** True when the curves start anew (open, reset): forget the points before. */
  readonly lossesCleared: boolean;
  /** Lines that nodes made of their numbers (words that were drawn), of the nodes where they have changed. */
  readonly lines: readonly LinesReport[];
  /** The watched tensors that exist and whose numbers may have changed. */
  readonly previews: readonly Preview[];
}

/** Holds what a node says of its numbers in lines of text, in place of those of its `NodeReport`. */
export interface LinesReport {
  readonly node: string;
  readonly lines: readonly string[];
  /** Why there are no more of them, where something failed. */
  readonly fault: string | null;
}
