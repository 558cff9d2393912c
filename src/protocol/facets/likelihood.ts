import type { FloorReport } from "./floor.ts";

declare module "../facetReports.ts" {
  interface FacetReports {
    readonly likelihood: LikelihoodReport;
  }
}

/** Describes what a loss that is a mean negative log-likelihood can be held against. */
export interface LikelihoodReport {
  /**
   * The lowest that any model can reach on its targets, those left out that it ignores, and the node whose examples they
   * are; null where the targets are no such examples'.
   */
  readonly floor: LikelihoodFloor | null;
}

/** Describes the floor under the examples that a node makes, as a loss on them has it. */
export interface LikelihoodFloor extends FloorReport {
  readonly node: string;
}
