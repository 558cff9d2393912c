import type { TensorRegion } from "../../../protocol/tensorRegion.ts";

/** Holds what a model says of one example. */
export interface Prediction {
  readonly context: string;
  readonly target: string;
  /** Of the target, by softmax of the row's logits; null where the loss ignores the row. */
  readonly probability: number | null;
  /** Whether no other token is more likely. */
  readonly right: boolean;
}

/**
 * Returns the probability of the right answer in each row of some logits `[n, classes]`, with the rows' targets `[n]`.
 */
export function predictions(logits: TensorRegion, targets: TensorRegion, ignored: number): Prediction[] {
  const [rows = 0, classes = 0] = logits.size;
  return Array.from({ length: rows }, (_, row) => {
    const scores = logits.data.subarray(row * classes, (row + 1) * classes);
    const target = targets.data[row] ?? 0;
    const largest = scores.reduce((most, score) => Math.max(most, score), -Infinity);
    const total = scores.reduce((sum, score) => sum + Math.exp(score - largest), 0);
    const isIgnored = target === ignored;
    return {
      context: logits.labels?.[0]?.[row] ?? String(row),
      target: logits.labels?.[1]?.[target] ?? String(target),
      probability: isIgnored ? null : Math.exp(scores[target]! - largest) / total,
      right: !isIgnored && scores[target] === largest,
    };
  });
}
