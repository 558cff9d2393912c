import type { Spread } from "./spread.ts";

/** Is what came of one workload. */
export interface Result {
  readonly name: string;
  readonly title: string;
  readonly kind: "network" | "product";
  /** Floating-point operations of an iteration's products. */
  readonly flop: number;
  /** Milliseconds an iteration, by contender. */
  readonly times: Readonly<Record<string, Spread>>;
  /** Of times in the same rounds: `simd/torch`. */
  readonly ratios: Readonly<Record<string, Spread>>;
  /** Bytes of the heap that an iteration allocates, by our backend. */
  readonly allocations: Readonly<Record<string, number>>;
  /** How far the losses are from ours, relatively, by contender: 0 where they are equal to the bit. */
  readonly differences: Readonly<Record<string, number>>;
}

/** Is how the time of an iteration grows with a size. */
export interface Scaling {
  readonly name: string;
  readonly title: string;
  readonly backend: string;
  readonly sizes: readonly number[];
  /** Milliseconds. */
  readonly times: readonly number[];
  /** Of log time over log size: 1 where the time grows as the size does, less where something in it does not grow. */
  readonly slope: number;
  /** The largest relative distance from the straight line `time = a + b · size`. */
  readonly offLine: number;
}

/** Is what a run of the benchmark leaves behind. */
export interface Results {
  /** The kind of machine, and the versions of everybody. */
  readonly machine: string;
  readonly versions: Readonly<Record<string, string>>;
  /** GFLOP/s of a loop of multiply-adds in registers. */
  readonly peak: number;
  readonly workloads: readonly Result[];
  readonly scaling: readonly Scaling[];
}

/** Returns results with those of a later run in their place: a run of some workloads leaves the others as they were. */
export function merged(before: Results | null, after: Results): Results {
  const named = <T extends { readonly name: string }>(old: readonly T[], fresh: readonly T[]): T[] => [
    ...old.map((one) => fresh.find(({ name }) => name === one.name) ?? one),
    ...fresh.filter(({ name }) => !old.some((one) => one.name === name)),
  ];
  return {
    ...after,
    versions: { ...before?.versions, ...after.versions },
    workloads: named(before?.workloads ?? [], after.workloads),
    scaling: named(before?.scaling ?? [], after.scaling),
  };
}

/** How much slower something must be to be told, beside the middle halves lying apart. */
const SLOWER = 1.1;

/**
 * Returns a sentence for each ratio of ours to a peer's time that became larger. Times themselves are not compared: another
 * load, another machine, and they are others.
 */
export function slower(before: Results, after: Results): string[] {
  return after.workloads.flatMap(({ name, ratios }) => {
    const old = before.workloads.find((one) => one.name === name)?.ratios ?? {};
    return Object.entries(ratios).flatMap(([pair, now]) => {
      const was = old[pair];
      if (was === undefined || now.median <= SLOWER * was.median || now.low <= was.high) return [];
      const factor = (now.median / was.median).toFixed(2);
      return [`${name}: ${pair} was ${was.median.toFixed(3)} and is ${now.median.toFixed(3)}, ${factor} times that.`];
    });
  });
}
