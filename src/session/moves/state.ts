import type { NotFromSeedAlone } from "../../protocol/exported.ts";
import { START, type Position } from "../../protocol/position.ts";
import type { Granularity } from "../../protocol/move.ts";
import type { Halt, Status } from "../../protocol/status.ts";

/**
 * Says where a session stands, as far as deciding what happens next needs it. Plain data; the tensors are elsewhere.
 * `iteration` and `cursor`: the next instruction.
 */
export interface State extends Position {
  /**
   * `training`: an iteration with every tick. `playing`: a step with every tick. `seeking`: on its way to `target`, over
   * what was run before, at most an iteration with every tick.
   */
  readonly phase: Status["phase"];
  /** Whether this iteration's batches and masks were drawn. */
  readonly drawn: boolean;
  /** Whether a person (or opening one's own file) asked for numbers; a graph from a link shows shapes until then. */
  readonly acted: boolean;
  /** Training halts after this iteration's update. */
  readonly stopAt: number | null;
  /** What a tick of playing moves over. */
  readonly granularity: Granularity;
  /** Where seeking leads. */
  readonly target: Position | null;
  /** The furthest position that was reached with the numbers being what they are. */
  readonly newest: Position;
  /**
   * The seed whose numbers these are: Reset, and as many iterations, would give them again. Null since a number was
   * written by hand, or a trained graph was edited in what its numbers depend on.
   */
  readonly seed: number | null;
  /** Since when and why `seed` is null; null while it is not, and where that is not known. */
  readonly notFromSeed: NotFromSeedAlone | null;
  /** Whether an update has run since the numbers were drawn. It holds after going back, too. */
  readonly trained: boolean;
  /** Why the last run ended by itself. */
  readonly halted: Halt | null;
}

export const EMPTY: State = {
  ...START,
  phase: "empty",
  drawn: false,
  acted: false,
  stopAt: null,
  granularity: "node",
  target: null,
  newest: START,
  seed: null,
  notFromSeed: null,
  trained: false,
  halted: null,
};
