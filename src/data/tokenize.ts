import { DiagnosticError } from "../base/diagnostic.ts";
import { compareCodePoints } from "./compareCodePoints.ts";
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

/** Stands for every word that `max_vocab` left out. It has its place in code-point order. */
export const UNKNOWN = "<unk>";

/**
 * Turns lines into sequences of ids, and builds the vocabulary: the marker `.` is id 0, the others follow in
 * code-point order, so that the 26 letters are 1 to 26 as in the notebook. A `.` in the data is an entry of
 * its own. Throws a DiagnosticError when `maxVocab` leaves no room for the marker and `<unk>`.
 */
export function tokenize(lines: readonly string[], { level, maxVocab }: TokenizeOptions): Sequences {
  // A token is known by a number as soon as it is first seen, and by its id once all of them are.
  const seen = new Map<string, number>();
  const counts: number[] = [];
  const starts = new Int32Array(lines.length + 1);
  let places = new Int32Array(1024);
  let length = 0;
  lines.forEach((line, i) => {
    for (const token of level === "char" ? line : wordsOf(line)) {
      const place = seen.get(token) ?? seen.size;
      if (place === seen.size) seen.set(token, place);
      counts[place] = (counts[place] ?? 0) + 1;
      if (length === places.length) places = enlarged(places);
      places[length++] = place;
    }
    starts[i + 1] = length;
  });
  const { vocabulary, idOf } = buildVocabulary([...seen.keys()], counts, level, level === "char" ? null : maxVocab);
  const ids = places.slice(0, length);
  for (let i = 0; i < length; i++) ids[i] = idOf[ids[i]!]!;
  return { ids, starts, vocabulary };
}

function wordsOf(line: string): readonly string[] {
  return line.split(/\s+/).filter((word) => word !== "");
}

function enlarged(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
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
  const all = seen.map((_, place) => place).sort((a, b) => compareCodePoints(seen[a]!, seen[b]!));
  const fits = maxVocab === null || all.length + 1 <= maxVocab;
  // The sort is stable: equally frequent ones stay in code-point order.
  const kept = fits ? all : all.toSorted((a, b) => counts[b]! - counts[a]!).slice(0, maxVocab - 2);
  const entries = kept.map((place): { token: string; place: number | null } => ({ token: seen[place]!, place }));
  if (!fits) entries.unshift({ token: UNKNOWN, place: null });
  entries.sort((a, b) => compareCodePoints(a.token, b.token));

  const unknown = fits ? null : entries.findIndex((entry) => entry.place === null) + 1;
  const idOf = new Int32Array(seen.length).fill(unknown ?? 0);
  entries.forEach(({ place }, i) => {
    if (place !== null) idOf[place] = i + 1;
  });
  return { vocabulary: { level, tokens: [MARKER, ...entries.map((entry) => entry.token)], unknown }, idOf };
}
