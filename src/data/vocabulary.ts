/** Is id 0 of every vocabulary: pads a context at its start and ends each sequence. */
export const MARKER = ".";

/** Describes the tokens by id: the marker first, the others in code-point order. */
export interface Vocabulary {
  readonly level: "char" | "word";
  readonly tokens: readonly string[];
  /** Id of the token that stands for all words left out by `max_vocab`, if there is one. */
  readonly unknown: number | null;
}
