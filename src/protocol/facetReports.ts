import type { ComparisonNumbers, ComparisonReport } from "./facets/comparison.ts";
import type { FloorReport } from "./facets/floor.ts";

/** Holds what nodes say beside their tensors, known before anything runs. */
export interface FacetReports {
  /** Of a node that compares: the two branches, and what each costs. */
  readonly comparison?: ComparisonReport;
  /** Of a node that makes examples: the lowest loss that any model can reach on them, in nats, and the clashes behind it. */
  readonly floor?: FloorReport;
  /**
   * Of a loss that is a mean negative log-likelihood: the lowest that any model can reach on its targets, those left out
   * that it ignores, and the node whose examples they are.
   */
  readonly likelihood?: { readonly floor: (FloorReport & { readonly node: string }) | null };
}

/** Holds what facets say of the numbers as they are. */
export interface FacetNumbers {
  readonly comparison?: ComparisonNumbers;
}
