import type { Difference } from "../../tensor/difference.ts";

declare module "../facetReports.ts" {
  interface FacetReports {
    readonly comparison: ComparisonReport;
  }
  interface FacetNumbers {
    readonly comparison: ComparisonNumbers;
  }
}

/** Holds what is known of a comparison before anything runs: the branches to a and to b. */
export interface ComparisonReport {
  readonly branches: readonly [BranchReport, BranchReport];
  /** Whose gradient is sent back on both branches; null where neither has one. */
  readonly sent: "a" | "b" | null;
  /** The tensors that both branches begin with and that it gets to, `emb.out`. */
  readonly shared: readonly string[];
  /** Whether a and b both have a gradient. */
  readonly ends: boolean;
}

/** Holds what leads to one of two compared tensors and not to the other, and what it costs. */
export interface BranchReport {
  /** The nodes on it, in the order in which they run. */
  readonly nodes: readonly string[];
  readonly instructions: number;
  /** Bytes of the tensors that its instructions make; a view makes none. */
  readonly bytes: number;
  /** Products of two numbers, where the ops say; null when none of them does. */
  readonly multiplications: number | null;
  /** The tensor, from before this branch, in whose storage the result lies, `emb.out`; null when the numbers are new. */
  readonly views: string | null;
}

/** Says how two branches differ in numbers. */
export interface ComparisonNumbers {
  readonly values: Difference;
  /** Null until the backward pass has got there. */
  readonly gradients: {
    /** Those of a and of b. */
    readonly ends: Difference | null;
    /** What a gradient sent back on either branch becomes at the tensors that both begin with, in the order of `shared`. */
    readonly shared: readonly Difference[];
  } | null;
}
