import type { CellRef } from "./tensorRef.ts";

/** Says which examples, and which positions in them, pushed a cell of a gradient: parts that add up to it. */
export interface ProvenanceReport {
  readonly cell: CellRef;
  /** `C.grad[1, 1]`. */
  readonly label: string;
  /** What stands in the gradient. */
  readonly result: number;
  /** What the parts come to, in double: the result, but for float32's rounding. */
  readonly value: number;
  /** The sum of the parts' sizes: what rounding is measured by. */
  readonly magnitude: number;
  /** The largest parts, largest first; none that is 0. */
  readonly pushes: readonly ReportedPush[];
  /** The other parts that are not 0, and how many are 0. */
  readonly rest: { readonly count: number; readonly value: number };
  readonly zeros: number;
  /** What else is to be known, a sentence each. */
  readonly notes: readonly string[];
}

/** Describes one example's part in a gradient, through one position of it. */
export interface ReportedPush {
  /** The node through which it came. */
  readonly node: string;
  readonly value: number;
  /** The row of the batch, or of all examples; null where the examples were taken together before. */
  readonly example: number | null;
  /** Where within the example: a place of its context, or what else lies between the examples and the features. */
  readonly position: readonly number[];
  /** The example as text; null where it is no tokens. */
  readonly text: ExampleText | null;
}

export interface ExampleText {
  /** The tokens before the target; `position` counts them. */
  readonly context: readonly string[];
  readonly target: string;
  /** `..e → m`. */
  readonly line: string;
  /** The word, or the line of the data, that it was taken from; null where that is not known. */
  readonly word: string | null;
}
