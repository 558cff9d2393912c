import type { StateCopy } from "./stateCopy.ts";
import type { Memory } from "../../program/run/memory.ts";
import type { TypedArray } from "../../tensor/dtype.ts";
import type { GeneratorState } from "../../tensor/rng/generator.ts";
import type { ProgressState } from "./nodeProgress.ts";
import type { LossState } from "./lossRecord.ts";
import type { LossBirth } from "../../protocol/notFiniteReport.ts";

/** Describes a start that the seed can repeat: the parameters drawn, perhaps the forward pass evaluated. */
export interface SeedStart {
  readonly seed: number;
  readonly evaluated: boolean;
}

/** Describes a copy of everything that running changes, at one position. */
export interface Snapshot {
  /** What stood in the `state` region of the program's memory. */
  readonly memory: StateCopy;
  readonly generator: GeneratorState;
  readonly progress: ProgressState;
  /** What is known of each loss. */
  readonly losses: readonly LossState[];
  /** Where that was born which made a loss nan or infinite. */
  readonly birth: LossBirth | null;
  /** Bytes that the books take beside the memory. */
  readonly bookBytes: number;
}

/** Returns a copy of the floats that stood in the snapshot where these stand in the program's memory. */
export function numbersIn(
  { memory }: Snapshot,
  { byteOffset, byteLength }: TypedArray,
  { block, state }: Memory,
): Float32Array {
  const start = byteOffset - block.start - state.start;
  return new Float32Array(memory.slice(start, byteLength).buffer);
}
