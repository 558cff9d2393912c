/**
 * Describes the conditional entropy of the target given the context, and contexts with several targets, most examples
 * first.
 */
export interface FloorReport {
  readonly entropy: number;
  readonly clashes: readonly {
    readonly context: string;
    readonly count: number;
    readonly targets: readonly { readonly token: string; readonly count: number }[];
  }[];
}
