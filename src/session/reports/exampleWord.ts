import { offsetInStorage } from "../../base/stridedLayout.ts";
import { shortened } from "../../base/shortened.ts";
import { tokenLabel } from "../../base/tokenLabel.ts";
import type { Plan } from "../../program/plan/plan.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import { vocabularyOf } from "./axisLabels.ts";

/** Tokens of a line that are read: a line of a book may be as long as the book. */
const MOST = 200;

/**
 * Returns the word, or the line, that an example was taken from, as text: its tokens are the targets of its examples,
 * up to the marker that ends it. Null where no node makes the contexts of token sequences.
 *
 * @param x the contexts: those of all examples, or rows that a batch drew of them.
 * @param row of `x`.
 */
export function exampleWord(plan: Plan, x: Tensor, row: number): string | null {
  const draw = plan.draws.find(({ outputs }) => outputs.includes(x));
  const source = draw?.sources[draw.outputs.indexOf(x)];
  const [drawn] = draw?.drawn ?? [];
  if (source !== undefined && drawn !== undefined) return exampleWord(plan, source, elementAt(drawn, row));
  for (const [id, { nodeType, outputs }] of plan.nodes) {
    const contexts = outputs["x"];
    const targets = outputs["y"];
    if (nodeType?.role !== "examples" || contexts?.kind !== "tensor" || contexts.tensor !== x) continue;
    const vocabulary = vocabularyOf(plan, id);
    if (targets?.kind !== "tensor" || vocabulary === null) return null;
    const tokens = lineAt(targets.tensor, row).map((token) => tokenLabel(vocabulary.tokens, token));
    return shortened(tokens.join(vocabulary.level === "char" ? "" : " "));
  }
  return null;
}

/** The targets of the examples of one line, without the marker (0) at its end. */
function lineAt(targets: Tensor, row: number): number[] {
  const count = targets.shape[0] ?? 0;
  let start = row;
  while (start > 0 && row - start < MOST && elementAt(targets, start - 1) !== 0) start--;
  const line: number[] = [];
  for (let at = start; at < count && line.length < MOST; at++) {
    const token = elementAt(targets, at);
    if (token === 0) break;
    line.push(token);
  }
  return line;
}

/** Of a tensor of one dimension. */
function elementAt(tensor: Tensor, row: number): number {
  return tensor.storage.data[offsetInStorage(tensor, [row])]!;
}
