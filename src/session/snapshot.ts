import type { GeneratorState } from "../tensor/rng/generator.ts";
import type { ProgressState } from "./nodeProgress.ts";
import type { LossPoint } from "./protocol.ts";

/** A copy of everything that running changes, at one position. */
export interface Snapshot {
  /** The `state` region of the program's memory. */
  readonly memory: Uint8Array<ArrayBuffer>;
  readonly generator: GeneratorState;
  readonly progress: ProgressState;
  /** Each loss's newest point. */
  readonly losses: readonly (LossPoint | null)[];
  /** What the snapshot takes. */
  readonly bytes: number;
}
