declare module "../facetReports.ts" {
  interface FacetReports {
    readonly floor: FloorReport;
  }
}

/** Describes the lowest loss that any model can reach on a node's examples, and the clashes behind it. */
export interface FloorReport {
  /** The conditional entropy of the target given the context, in nats. */
  readonly entropy: number;
  /** Contexts with several targets, most examples first. */
  readonly clashes: readonly {
    readonly context: string;
    readonly count: number;
    readonly targets: readonly { readonly token: string; readonly count: number }[];
  }[];
}
