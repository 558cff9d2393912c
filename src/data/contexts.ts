import { DiagnosticError } from "../base/diagnostic.ts";
import { formatCount } from "../base/formatNumber.ts";
import type { Sequences } from "./sequences.ts";
import { tokenLabel } from "../base/tokenLabel.ts";
import type { Vocabulary } from "./vocabulary.ts";

export interface ContextOptions {
  /** How many tokens predict the next one, 1 or more. */
  readonly blockSize: number;
  /** Use the first so many sequences; null for all. */
  readonly first: number | null;
}

/** Holds training examples: row `n` of `x` holds the tokens before `y[n]`. */
export interface Contexts {
  /** `[count, blockSize]`, row by row. */
  readonly x: Int32Array<ArrayBuffer>;
  /** `[count]`. */
  readonly y: Int32Array<ArrayBuffer>;
  readonly count: number;
}

/** LIMITS: elements of one tensor. */
const MAX_ELEMENTS = 2 ** 26;

/**
 * Slides a window over each sequence, as the notebook builds its data set: every context starts as
 * `blockSize` markers (id 0), every token is predicted once, and so is the marker at the end. A sequence of
 * n tokens gives n + 1 examples. Throws a DiagnosticError when `x` would be larger than a tensor may be.
 */
export function contexts(sequences: Sequences, { blockSize, first }: ContextOptions): Contexts {
  const { ids, starts } = sequences;
  const lines = Math.min(first ?? Infinity, starts.length - 1);
  const count = starts[lines]! + lines;
  if (count * blockSize > MAX_ELEMENTS) {
    throw DiagnosticError.of(
      `shape [${count}, ${blockSize}] has ${formatCount(count * blockSize)} elements, at most ${formatCount(MAX_ELEMENTS)} are allowed`,
    );
  }
  const x = new Int32Array(count * blockSize);
  const y = new Int32Array(count);
  let row = 0;
  for (let line = 0; line < lines; line++) {
    const start = starts[line]!;
    const end = starts[line + 1]!;
    for (let at = start; at <= end; at++) {
      const shown = Math.min(blockSize, at - start);
      const stop = (row + 1) * blockSize;
      for (let back = 1; back <= shown; back++) x[stop - back] = ids[at - back]!;
      y[row] = at < end ? ids[at]! : 0;
      row += 1;
    }
  }
  return { x, y, count };
}

/**
 * Returns one example for people: `..e --------> m`, as the notebook prints it; words need the room: `. . the → whale`.
 */
export function formatContext(vocabulary: Vocabulary, context: ArrayLike<number>, target: number): string {
  const token = (id: number): string => tokenLabel(vocabulary.tokens, id);
  const words = Array.from(context, token);
  return vocabulary.level === "char"
    ? `${words.join("")} --------> ${token(target)}`
    : `${words.join(" ")} → ${token(target)}`;
}
