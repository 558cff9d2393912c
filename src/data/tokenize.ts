import { DiagnosticError } from "../base/diagnostic.ts";
import { compareCodePoints } from "./compareCodePoints.ts";
import { findCharacters, findWords } from "./findTokens.ts";
import type { Sequences } from "./sequences.ts";
import { MARKER, type Vocabulary } from "./vocabulary.ts";

export interface TokenizeOptions {
  /** A token is a character (a code point), or a word between blanks. */
  readonly level: "char" | "word";
  /**
   * How many entries the vocabulary may have, the marker and `<unk>` counted; null for all. The most frequent
   * words stay (of equally frequent ones the first in code-point order), the others become `<unk>`. At
   * character level all characters stay.
   */
  readonly maxVocab: number | null;
}

/** Stands for every word that `max_vocab` left out. It has its index in code-point order. */
export const UNKNOWN = "<unk>";

/**
 * Turns lines into sequences of ids, and builds the vocabulary: the marker `.` is id 0, the others follow in
 * code-point order, so that the 26 letters are 1 to 26 as in the notebook. A `.` in the data is an entry of
 * its own. Throws a DiagnosticError when `maxVocab` leaves no room for the marker and `<unk>`.
 */
export function tokenize(lines: readonly string[], { level, maxVocab }: TokenizeOptions): Sequences {
  const found = level === "char" ? findCharacters(lines) : findWords(lines);
  const { seen, indices: ids, starts } = found;
  const counts = new Array<number>(seen.length).fill(0);
  for (const index of ids) counts[index]!++;
  const { vocabulary, idOf } = buildVocabulary(seen, counts, level, level === "char" ? null : maxVocab);
  for (let i = 0; i < ids.length; i++) ids[i] = idOf[ids[i]!]!;
  return { ids, starts, vocabulary };
}

/** The vocabulary of `seen`, and the id of each of them. */
function buildVocabulary(
  seen: readonly string[],
  counts: readonly number[],
  level: "char" | "word",
  maxVocab: number | null,
): { readonly vocabulary: Vocabulary; readonly idOf: Int32Array } {
  if (maxVocab !== null && maxVocab < 2) {
    throw DiagnosticError.of(`max_vocab is ${maxVocab}, expected 2 or more: the marker and ${UNKNOWN} count too`);
  }
  const all = seen.map((_, index) => index).sort((a, b) => compareCodePoints(seen[a]!, seen[b]!));
  const fits = maxVocab === null || all.length + 1 <= maxVocab;
  // The sort is stable: equally frequent ones stay in code-point order.
  const kept = fits ? all : all.toSorted((a, b) => counts[b]! - counts[a]!).slice(0, maxVocab - 2);
  const entries = kept.map((index): { token: string; index: number | null } => ({ token: seen[index]!, index }));
  if (!fits) entries.unshift({ token: UNKNOWN, index: null });
  entries.sort((a, b) => compareCodePoints(a.token, b.token));

  const unknown = fits ? null : entries.findIndex((entry) => entry.index === null) + 1;
  const idOf = new Int32Array(seen.length).fill(unknown ?? 0);
  entries.forEach(({ index }, i) => {
    if (index !== null) idOf[index] = i + 1;
  });
  return { vocabulary: { level, tokens: [MARKER, ...entries.map((entry) => entry.token)], unknown }, idOf };
}
