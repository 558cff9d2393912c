import type { Granularity, Move } from "../../protocol/move.ts";
import type { Position } from "../../protocol/position.ts";
import type { Halt } from "../../protocol/status.ts";
import type { State } from "./state.ts";

/** Says where a session goes on from a checkpoint. */
export type Restored = Pick<State, "iteration" | "drawn" | "seed" | "notFromSeed" | "trained">;

/** Holds what happens to a session. */
export type SessionEvent =
  | {
      readonly type: "opened";
      readonly evaluate: boolean;
      readonly restored: Restored | null;
    }
  /**
   * The new document is compiled already. `stale`: something must be computed again. `changed`: running on, or again,
   * would give other numbers than before, and `why` they are then not the seed's. `anew`: nothing had been trained, and
   * everything was drawn from the seed again.
   */
  | {
      readonly type: "edited";
      readonly stale: boolean;
      readonly changed: boolean;
      readonly why: string;
      readonly heldDraws: boolean;
      readonly anew: boolean;
    }
  /** The numbers of another time were put back into the tensors, for the document as it is. */
  | ({ readonly type: "restored" } & Restored)
  | { readonly type: "train"; readonly stopAt: number | null }
  | { readonly type: "iterateMany"; readonly count: number }
  | { readonly type: "play"; readonly granularity: Granularity }
  | { readonly type: "pause" }
  | { readonly type: "evaluate" }
  | Move
  | { readonly type: "reset" }
  /** The host gives time: one more iteration of training, one more step of playing, … */
  | { readonly type: "tick" }
  /** … or a copy of the tensors, for the way back. */
  | { readonly type: "keep" }
  /** A run ended before its end: before this instruction of the iteration that it was in. */
  | { readonly type: "halted"; readonly at: Position; readonly halt: Halt };
