import type { TensorRef } from "./tensorRef.ts";
import type { WhyReport } from "./whyReport.ts";

/** Says what a model holds to come next after a context that somebody typed, as it is now. */
export type AskReport =
  /** The graph has no model of contexts. */
  | { readonly kind: "none" }
  /** It has one that cannot be asked as it stands, for this reason. */
  | { readonly kind: "cannot"; readonly reason: string }
  | AskAnswer;

export interface AskAnswer {
  readonly kind: "answer";
  /** The probabilities [1, vocab_size], as a tensor whose cells can be asked about. They are no tensor of the graph's. */
  readonly probabilities: TensorRef;
  /** Whether a token is a character or a word. */
  readonly level: "char" | "word";
  /** Tokens of a context. */
  readonly blockSize: number;
  /** What was asked with; how the first line of the text begins where nothing was. */
  readonly typed: string;
  /** The tokens that the model sees, as people write them; empty where one of them is not known. */
  readonly context: readonly string[];
  /** Markers that were put before what was typed, and typed tokens that a context has no room for. */
  readonly padded: number;
  readonly left: number;
  /** Tokens that the model does not know. Without a token that stands for such, nothing else is answered. */
  readonly unknown: readonly string[];
  /** What they are read as; null where nothing stands for them. */
  readonly unknownAs: string | null;
  /** All tokens in the order of the vocabulary, or the likeliest of many, the likeliest first. */
  readonly next: readonly AskedToken[];
  /** How many tokens there are beside those, and how likely they are together. */
  readonly others: { readonly count: number; readonly probability: number };
  /** What the model spells from the context on, drawn with the seed that was asked with. */
  readonly spelled: readonly AskedWord[];
  /** Why no more could be drawn, in PyTorch's words; else null. */
  readonly fault: string | null;
}

export interface AskedToken {
  readonly id: number;
  /** As people write it. */
  readonly token: string;
  readonly probability: number;
}

export interface AskedWord {
  /** What was typed of it, from the last marker on. */
  readonly begun: string;
  readonly drawn: string;
  /** Whether the model ended it; otherwise it would go on. */
  readonly ended: boolean;
}

/** Says how a number came to be that the model made of the typed context. */
export interface AskWhyReport {
  readonly why: WhyReport;
  /** Those of its tensors, by name, that are the graph's own: parameters and running statistics. */
  readonly shared: readonly string[];
}
