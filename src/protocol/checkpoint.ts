import type { LossBirth } from "./notFiniteReport.ts";
import type { NotFromSeedAlone } from "./exported.ts";
import type { TypedArray } from "../tensor/dtype.ts";
import type { GeneratorState } from "../tensor/rng/generator.ts";
import type { Shape } from "../tensor/shape.ts";
import type { LossPoints } from "./lossPoints.ts";

/** Holds everything that a session needs to go on bit for bit after a reload. Structured-clonable. */
export interface Checkpoint {
  readonly iteration: number;
  /** By `node.name`. */
  readonly parameters: Readonly<Record<string, { readonly shape: Shape; readonly data: Float32Array }>>;
  /** Absent from what an earlier version of the program kept, as `draws`. */
  readonly buffers?: readonly KeptBuffer[];
  readonly generator: GeneratorState;
  /** What each node drew for this iteration (a batch's rows, a mask), by node id; null before it was drawn. */
  readonly draws?: Readonly<Record<string, Drawn>> | null;
  /** The curves so far, thinned. */
  readonly curves: readonly LossPoints[];
  /** Where the number was born that made a loss nan or infinite; null while all are finite. Absent as `draws` is. */
  readonly birth?: LossBirth | null;
  /**
   * The seed that gives these numbers by itself in as many iterations; null when none does. Absent from what an earlier
   * version of the program kept.
   */
  readonly seed?: number | null;
  /** Since when and why no seed does; null where one does, and where that is not known. */
  readonly notFromSeed?: NotFromSeedAlone | null;
  /** Whether an update has run. Absent as `seed` is. */
  readonly trained?: boolean;
}

/** Holds what an optimiser remembers of a parameter, or a node's running statistics. */
export interface KeptBuffer {
  readonly node: string;
  /** `W.exp_avg`, `running_mean`. */
  readonly name: string;
  /** The node that moves it, and by which rule. */
  readonly mover: { readonly node: string; readonly rule: string };
  readonly shape: Shape;
  readonly data: Float32Array;
  /** Set when the optimiser's settings of now make no use of what it remembers. */
  readonly asleep?: true;
}

/** Holds what a node drew, and by what: `randint 228146`. */
export interface Drawn {
  readonly recipe: string;
  readonly data: readonly TypedArray[];
}

/** Returns a checkpoint's arrays, of parameters, buffers, draws and curves; the rest is small, as the generator's state is. */
export function checkpointArrays({ parameters, buffers = [], draws, curves }: Checkpoint): readonly TypedArray[] {
  return [
    ...Object.values(parameters).map(({ data }) => data),
    ...buffers.map(({ data }) => data),
    ...Object.values(draws ?? {}).flatMap(({ data }) => data),
    ...curves.map(({ points }) => points),
  ];
}

/** Counts the bytes of a checkpoint's arrays. */
export function checkpointBytes(checkpoint: Checkpoint): number {
  return checkpointArrays(checkpoint).reduce((sum, { byteLength }) => sum + byteLength, 0);
}
