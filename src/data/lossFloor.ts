import type { Contexts } from "./contexts.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** A context that is followed by different tokens: no model can be right about all of them. */
export interface Clash {
  /** The context as text: `...`. */
  readonly context: string;
  /** The tokens that follow it, most frequent first. */
  readonly targets: readonly { readonly token: string; readonly count: number }[];
  /** How many examples have this context. */
  readonly count: number;
}

/** The lowest mean cross-entropy that any model can reach on a set of examples, and why it is not 0. */
export interface LossFloor {
  /** The conditional entropy of the target given the context, in nats: Σ −(n(x, y)/N) · log(n(x, y)/n(x)). */
  readonly entropy: number;
  /** The contexts with several targets, most examples first; at most {@link SHOWN_CLASHES}. */
  readonly clashes: readonly Clash[];
}

/** More than a person would read. */
const SHOWN_CLASHES = 50;

/** Groups the examples by their context. `x` is `[count, blockSize]`. */
export function lossFloor({ x, y, count }: Contexts, blockSize: number, vocabulary: Vocabulary): LossFloor {
  const keyOf = contextKey(x, blockSize, vocabulary.tokens.length);
  const groups = new Map<number | string, { row: number; size: number; targets: Map<number, number> }>();
  for (let row = 0; row < count; row++) {
    const key = keyOf(row);
    const group = groups.get(key) ?? { row, size: 0, targets: new Map<number, number>() };
    if (group.size === 0) groups.set(key, group);
    group.size++;
    group.targets.set(y[row]!, (group.targets.get(y[row]!) ?? 0) + 1);
  }
  let sum = 0;
  for (const { size, targets } of groups.values()) for (const n of targets.values()) sum -= n * Math.log(n / size);
  const text = (ids: Int32Array): string =>
    Array.from(ids, (id) => vocabulary.tokens[id]!).join(vocabulary.level === "char" ? "" : " ");
  const clashes = [...groups.values()]
    .filter(({ targets }) => targets.size > 1)
    .toSorted((a, b) => b.size - a.size)
    .slice(0, SHOWN_CLASHES)
    .map(({ row, size, targets }) => ({
      context: text(x.subarray(row * blockSize, (row + 1) * blockSize)),
      targets: [...targets]
        .toSorted((a, b) => b[1] - a[1])
        .map(([id, n]) => ({ token: vocabulary.tokens[id]!, count: n })),
      count: size,
    }));
  return { entropy: count === 0 ? 0 : sum / count, clashes };
}

/** A number for each context, written in the base of the vocabulary; a text where numbers would not be exact. */
function contextKey(x: Int32Array, blockSize: number, base: number): (row: number) => number | string {
  if (base ** blockSize > Number.MAX_SAFE_INTEGER) {
    return (row) => x.subarray(row * blockSize, (row + 1) * blockSize).join();
  }
  return (row) => {
    let key = 0;
    for (let at = row * blockSize; at < (row + 1) * blockSize; at++) key = key * base + x[at]!;
    return key;
  };
}
