import type { Contexts } from "./contexts.ts";
import { groupRows, type RowGroups } from "./groupRows.ts";
import { shortened } from "../base/shortened.ts";
import { tokenLabel } from "../base/tokenLabel.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Describes a context that is followed by different tokens: no model can be right about all of them. */
export interface Clash {
  /** The context as text: `...`. */
  readonly context: string;
  /** The tokens that follow it, most frequent first; at most {@link SHOWN_TARGETS}. */
  readonly targets: readonly { readonly token: string; readonly count: number }[];
  /** How many examples have this context. */
  readonly count: number;
}

/** Holds the lowest mean cross-entropy that any model can reach on a set of examples, and why. */
export interface LossFloor {
  /** The conditional entropy of the target given the context, in nats: Σ −(n(x, y)/N) · log(n(x, y)/n(x)). */
  readonly entropy: number;
  /** The contexts with several targets, most examples first; at most {@link SHOWN_CLASHES}. */
  readonly clashes: readonly Clash[];
}

/** More than a person would read. */
const SHOWN_CLASHES = 50;
const SHOWN_TARGETS = 50;
/** Characters of a context. */
const CONTEXT = 200;

/**
 * Groups the examples by their context. `x` is `[count, blockSize]`. `ignored`: a token that is no target of the loss;
 * the examples that ask for it are left out.
 */
export function lossFloor(
  examples: Contexts,
  blockSize: number,
  vocabulary: Vocabulary,
  ignored: number | null = null,
): LossFloor {
  const { x, y, count } = ignored === null ? examples : without(examples, blockSize, ignored);
  const contexts = groupRows(x, blockSize, count);
  const { of } = contexts;
  const contextAndTarget = new Int32Array(2 * count);
  for (let row = 0; row < count; row++) {
    contextAndTarget[2 * row] = of[row]!;
    contextAndTarget[2 * row + 1] = y[row]!;
  }
  const pairs = groupRows(contextAndTarget, 2, count);
  const sizes = sizesOf(contexts);
  const pairSizes = sizesOf(pairs);
  let sum = 0;
  pairSizes.forEach((n, pair) => {
    sum -= n * Math.log(n / sizes[of[pairs.first[pair]!]!]!);
  });
  const separator = vocabulary.level === "char" ? "" : " ";
  const token = (id: number): string => shortened(tokenLabel(vocabulary.tokens, id));
  const targets = targetsOf(mostFrequentClashes(contexts, pairs, sizes), contexts, pairs);
  const clashes = [...targets].map(([context, ofContext]) => {
    const row = contexts.first[context]!;
    return {
      context: shortened(
        Array.from(x.subarray(row * blockSize, (row + 1) * blockSize), token).join(separator),
        CONTEXT,
      ),
      targets: ofContext
        .toSorted((a, b) => pairSizes[b]! - pairSizes[a]!)
        .slice(0, SHOWN_TARGETS)
        .map((pair) => ({ token: token(y[pairs.first[pair]!]!), count: pairSizes[pair]! })),
      count: sizes[context]!,
    };
  });
  return { entropy: count === 0 ? 0 : sum / count, clashes };
}

/** The examples whose target is another. */
function without({ x, y, count }: Contexts, blockSize: number, token: number): Contexts {
  const rows = Array.from(y.keys()).filter((row) => row < count && y[row] !== token);
  const contexts = new Int32Array(rows.length * blockSize);
  rows.forEach((row, at) => contexts.set(x.subarray(row * blockSize, (row + 1) * blockSize), at * blockSize));
  return { x: contexts, y: Int32Array.from(rows, (row) => y[row]!), count: rows.length };
}

/** How many rows each group has. */
function sizesOf({ of, first }: RowGroups): Int32Array {
  const sizes = new Int32Array(first.length);
  for (const group of of) sizes[group]!++;
  return sizes;
}

/** The contexts with several targets that have the most examples; of equally frequent ones the first to appear. */
function mostFrequentClashes(contexts: RowGroups, pairs: RowGroups, sizes: Int32Array): number[] {
  const targets = new Int32Array(contexts.first.length);
  for (const row of pairs.first) targets[contexts.of[row]!]!++;
  const shown: number[] = [];
  targets.forEach((n, context) => {
    const least = shown.length < SHOWN_CLASHES ? 0 : sizes[shown.at(-1)!]!;
    if (n < 2 || sizes[context]! <= least) return;
    const at = shown.findIndex((other) => sizes[other]! < sizes[context]!);
    shown.splice(at < 0 ? shown.length : at, 0, context);
    shown.length = Math.min(shown.length, SHOWN_CLASHES);
  });
  return shown;
}

/** For each of these contexts its pairs with a target, in the order in which they appear. */
function targetsOf(shown: readonly number[], contexts: RowGroups, pairs: RowGroups): ReadonlyMap<number, number[]> {
  const targets = new Map(shown.map((context) => [context, [] as number[]]));
  pairs.first.forEach((row, pair) => targets.get(contexts.of[row]!)?.push(pair));
  return targets;
}
