import type { Position } from "../../protocol/position.ts";

/** Holds what the session then does to the tensors, in order. */
export type Effect =
  /** Parameters as the seed draws them, generator at the seed's stream. */
  | { readonly do: "restart" }
  /** Draws this iteration's batches and masks. */
  | { readonly do: "draw" }
  /** Runs the forward instructions of the nodes that have no up-to-date value. */
  | { readonly do: "evaluate" }
  /** `replay`: it was run before, and breakpoints do not count. */
  | {
      readonly do: "run";
      readonly iteration: number;
      readonly from: number;
      readonly to: number;
      readonly replay: boolean;
    }
  /** The iteration is over. `first`: for the first time; its losses go into the curves. */
  | { readonly do: "finish"; readonly iteration: number; readonly first: boolean }
  /** What was kept of the history holds no more. `fromSeed`: this is a start that the seed can repeat, evaluated or not. */
  | { readonly do: "forget"; readonly fromSeed: { readonly evaluated: boolean } | null }
  /** Keeps a copy of the tensors as they are here. */
  | { readonly do: "keep" }
  | { readonly do: "restore"; readonly at: Position };
