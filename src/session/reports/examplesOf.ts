import { DiagnosticError } from "../../base/diagnostic.ts";
import { tokenLabel } from "../../base/tokenLabel.ts";
import type { Plan } from "../../program/plan/plan.ts";
import type { ExampleReport, ExamplesReport } from "../../protocol/examplesReport.ts";
import { contextText, vocabularyOf } from "./axisLabels.ts";

/** A question is answered with at most so many examples. */
const MAX_EXAMPLES = 1000;

/** Gives some of the examples that a node makes, as text. Throws a DiagnosticError when it makes none. */
export function examplesOf(plan: Plan, node: string, start: number, count: number): ExamplesReport {
  const { x, y } = plan.nodes.get(node)?.outputs ?? {};
  const vocabulary = vocabularyOf(plan, node);
  if (x?.kind !== "tensor" || y?.kind !== "tensor" || x.tensor.shape.length !== 2 || vocabulary === null) {
    throw DiagnosticError.of(`node ${JSON.stringify(node)} makes no examples`);
  }
  const rows = x.tensor.shape[0]!;
  const from = Math.max(0, Math.min(rows, Math.floor(start)));
  const end = Math.min(rows, from + Math.min(MAX_EXAMPLES, Math.max(0, Math.floor(count))));
  const shown: ExampleReport[] = [];
  for (let row = from; row < end; row++) {
    const target = y.tensor.storage.data[y.tensor.offset + row * y.tensor.stride[0]!]!;
    shown.push({
      context: contextText({ x: x.tensor, vocabulary }, row),
      target: tokenLabel(vocabulary.tokens, target),
    });
  }
  return { count: rows, start: from, examples: shown };
}
