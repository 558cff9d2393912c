/** Describes some of a node's examples, from row `start` on. */
export interface ExamplesReport {
  /** Of all of them. */
  readonly count: number;
  readonly start: number;
  readonly examples: readonly ExampleReport[];
}

/** Describes an example as text: the tokens of its context, and the one that follows. */
export interface ExampleReport {
  readonly context: string;
  readonly target: string;
}
