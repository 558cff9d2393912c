import { hasFullStop, MARKER_SIGN, tokenLabel } from "../../base/tokenLabel.ts";
import { findCharacters, findWords } from "../../data/findTokens.ts";
import { MARKER, type Vocabulary } from "../../data/vocabulary.ts";

/** Holds what a model is given of a text that somebody typed. */
export interface TypedContext {
  /** All that was typed. */
  readonly tokens: readonly string[];
  /** As many as a context has; null where the model does not know one of the tokens. */
  readonly ids: readonly number[] | null;
  /** Markers that were put before what was typed. */
  readonly padded: number;
  /** Tokens at the beginning that a context has no room for. */
  readonly left: number;
  /** Those that the model sees and does not know, each once. */
  readonly unknown: readonly string[];
}

/** Reads texts as contexts of one vocabulary. */
export class ContextReader {
  readonly #vocabulary: Vocabulary;
  readonly #size: number;
  readonly #ids: ReadonlyMap<string, number>;

  /** @param size tokens of a context. */
  constructor(vocabulary: Vocabulary, size: number) {
    const { tokens } = vocabulary;
    this.#vocabulary = vocabulary;
    this.#size = size;
    const marker = hasFullStop(tokens) ? MARKER_SIGN : MARKER;
    // What is seen of a token (`␣`) may be typed for it; a token that is written so comes first.
    const labels = tokens.map((_, id) => [tokenLabel(tokens, id), id] as const).reverse();
    const own = tokens.flatMap((token, id) => (id === 0 ? [] : [[token, id] as const]));
    this.#ids = new Map([...labels, ...own, [marker, 0]]);
  }

  /**
   * Gives the last tokens of a text, markers before them where they are too few. A word that is not in the vocabulary is
   * the token for those, if there is one.
   */
  read(text: string): TypedContext {
    const { level, unknown } = this.#vocabulary;
    const { seen, indices } = level === "char" ? findCharacters([text]) : findWords([text]);
    const left = Math.max(0, indices.length - this.#size);
    const tokens = [...indices].map((index) => seen[index]!);
    const shown = tokens.slice(left);
    const padded = this.#size - shown.length;
    const found = shown.map((token) => this.#ids.get(token) ?? unknown);
    const ids = [...new Array<number>(padded).fill(0), ...found.flatMap((id) => id ?? [])];
    return {
      tokens,
      ids: ids.length === this.#size ? ids : null,
      padded,
      left,
      unknown: [...new Set(shown.filter((token) => !this.#ids.has(token)))],
    };
  }

  /** Where the last marker stands; -1 where there is none. */
  lastMarker(tokens: readonly string[]): number {
    return tokens.findLastIndex((token) => this.#ids.get(token) === 0);
  }
}
