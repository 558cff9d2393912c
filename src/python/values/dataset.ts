import type { DraftNode } from "../draft/draft.ts";
import type { NumberValue } from "./number.ts";

export type Level = "char" | "word";

/** Holds what code has of a text: its lines, a count of them, a loop's word, its letters, the window over them. */
export type Dataset =
  | LinesValue
  /** The whole text as `open(…).read()` has it. */
  | { readonly kind: "text"; readonly source: TextSource }
  /** The tokens of the text, on the way to be each once, sorted, and with the marker before them. */
  | {
      readonly kind: "tokens";
      readonly source: TextSource;
      readonly level: Level;
      readonly stage: "joined" | "set" | "sorted" | "marked" | "enumerated" | "items";
      /** How many entries the vocabulary keeps, where the code cuts it. */
      readonly most?: NumberValue;
      /** Of `enumerate`: the number of the first, and whether the marker is among them. */
      readonly first: number;
    }
  /** A table from tokens to indices, or back. */
  | { readonly kind: "table"; readonly source: TextSource; readonly level: Level; readonly back: boolean }
  /** The place of a token in such a table. */
  | { readonly kind: "ordinal"; readonly offset: number }
  /** Lines in another order, by their numbers: `torch.randperm(len(words))`. */
  | { readonly kind: "permutation"; readonly lines: LinesValue; readonly seed: number | null; readonly at: number }
  /** Bytes that code carries. */
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  /** How many lines there are, as a share of all. */
  | { readonly kind: "count"; readonly lines: LinesValue; readonly share: number }
  | LineValue
  /** Pairs of a token and the one before it. */
  | { readonly kind: "pairs"; readonly line: LineValue }
  | TokenValue
  /** The window of tokens: padded at first, cropped, and with the next token. */
  | { readonly kind: "window"; readonly size: NumberValue; readonly stage: "before" | "cropped" | "after" };

/** Holds a line, as a loop sees it; `from`: its first token, where the marker stands before it. */
export interface LineValue {
  readonly kind: "line";
  readonly lines: LinesValue;
  readonly level: Level;
  readonly begun: boolean;
  readonly ended: boolean;
  readonly indexed: boolean;
  readonly from: number;
}

export interface TokenValue {
  readonly kind: "token";
  readonly lines: LinesValue;
  readonly level: Level;
  /** Whether it is the next one or that before it. */
  readonly which: "next" | "before";
  /** Whether it has become an index. */
  readonly indexed: boolean;
}

/** Holds a text, and the nodes that are made of it once. */
export interface TextSource {
  readonly node: DraftNode;
  readonly tokenize: Map<Level, DraftNode>;
  /** Where the table of tokens is made, and how many entries it keeps. */
  madeAt: number | null;
  maxVocab: NumberValue | null;
  /** Where code cuts the lines, as shares. */
  readonly cuts: Set<number>;
  split: DraftNode | null;
  /** The seed of Python's own shuffling, where the code shuffles. */
  /** Where the code deals the lines out by torch.randperm, as a split does. */
  permuted: { readonly seed: number | null; readonly at: number } | null;
  shuffled: { readonly seed: number | null } | null;
}

/** Holds lines of text: where they are from, and which of them. */
export interface LinesValue {
  readonly kind: "lines";
  readonly source: TextSource;
  /** How many of them, from the first; null for all. */
  readonly first: NumberValue | null;
  /** From where to where of all lines, as shares, for code that deals them out. */
  readonly from: number;
  readonly to: number;
  /** Whether its tokens have become indices, and what a token is then. */
  readonly indexed: Level | null;
}

/** Holds what one loop over lines collects: contexts in one list, targets in another. */
export interface Collector {
  readonly lines: LinesValue;
  level: Level | null;
  size: NumberValue | null;
  /** Whether a context is a single index, and no row. */
  flat: boolean;
  node: DraftNode | null;
}
