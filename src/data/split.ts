import { DiagnosticError } from "../base/diagnostic.ts";
import type { Sequences } from "./sequences.ts";

/** Holds data to train on, to choose by, and to be judged on at the end. All of them keep the whole vocabulary. */
export interface Split {
  readonly train: Sequences;
  readonly dev: Sequences;
  readonly test: Sequences;
}

/**
 * Deals whole sequences out: `order` is a permutation of them, of which the first `int(f0 · n)` train, those up to
 * `int((f0 + f1) · n)` are dev, the rest is test. Throws a DiagnosticError when the fractions are not three
 * numbers of at least 0 with the sum 1.
 */
export function split(sequences: Sequences, fractions: readonly number[], order: Int32Array): Split {
  if (fractions.length !== 3) {
    throw refusal(`expected 3 fractions (train, dev, test), got ${fractions.length}`);
  }
  const negative = fractions.find((fraction) => !(fraction >= 0));
  if (negative !== undefined) throw refusal(`expected fractions of at least 0, got ${negative}`);
  const [train, dev, test] = fractions as readonly [number, number, number];
  const sum = withoutNoise(train + dev + test);
  if (sum !== 1) throw refusal(`expected fractions with the sum 1, got the sum ${sum}`);
  const count = order.length;
  // Multiplied first, and only then freed of noise: a third of 30 is 10, and not 9.99999999999 rounded down.
  const first = Math.floor(withoutNoise(train * count));
  const second = Math.floor(withoutNoise((train + dev) * count));
  return {
    train: take(sequences, order.subarray(0, first)),
    dev: take(sequences, order.subarray(first, second)),
    test: take(sequences, order.subarray(second)),
  };
}

function refusal(message: string): DiagnosticError {
  return DiagnosticError.of(message, { field: "fractions" });
}

/** What is reckoned with decimals as a person means it: 0.7 + 0.2 is 0.9 and not 0.8999999999999999. */
function withoutNoise(value: number): number {
  return Number(value.toPrecision(12));
}

/** These sequences in this order. */
function take({ ids, starts, vocabulary }: Sequences, chosen: Int32Array): Sequences {
  const newStarts = new Int32Array(chosen.length + 1);
  chosen.forEach((line, i) => {
    newStarts[i + 1] = newStarts[i]! + starts[line + 1]! - starts[line]!;
  });
  const newIds = new Int32Array(newStarts[chosen.length]!);
  chosen.forEach((line, i) => newIds.set(ids.subarray(starts[line], starts[line + 1]), newStarts[i]));
  return { ids: newIds, starts: newStarts, vocabulary };
}
