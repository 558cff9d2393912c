import { renamedPersistent } from "../../program/tensors/persistent.ts";
import type { GradientRatioState } from "../machine/gradientRatios.ts";
import type { ShelfState } from "../kept/parameterShelf.ts";
import { renamedCheckpoint } from "./renamedCheckpoint.ts";
import { type Renamed, newId } from "../../graph/renamed.ts";
import type { Checkpoint } from "../../protocol/checkpoint.ts";

/** Describes the numbers of a session at one moment, from which it goes on bit for bit. */
export interface SavedNumbers {
  readonly checkpoint: Checkpoint;
  readonly ratios: GradientRatioState;
  readonly shelf: ShelfState;
}

/**
 * Holds a session's numbers at one moment. When there was no room for the numbers themselves, it holds what is known of
 * them.
 */
export interface SavedState {
  readonly iteration: number;
  /** Two states with the same version learned the same. */
  readonly version: string;
  /** Whether the newest loss and everything that was learned is finite. */
  readonly finite: boolean;
  /** What the numbers take, in bytes. */
  readonly bytes: number;
  /** Null once they were given up for want of room. */
  readonly numbers: SavedNumbers | null;
}

/** Returns the same state under the names that the nodes have after an edit. */
export function renamedState(state: SavedState, renamed: Renamed): SavedState {
  const { numbers } = state;
  if (numbers === null || Object.keys(renamed).length === 0) return state;
  return {
    ...state,
    numbers: {
      checkpoint: renamedCheckpoint(numbers.checkpoint, renamed),
      ratios: {
        ...numbers.ratios,
        curves: numbers.ratios.curves.map((curve) => ({ ...curve, node: newId(renamed, curve.node) })),
      },
      shelf: numbers.shelf.map((kept) => renamedPersistent(kept, renamed)),
    },
  };
}
