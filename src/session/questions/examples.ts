import { examplesOf } from "../reports/examplesOf.ts";
import { defineQuestion } from "./question.ts";

/** Answers with the examples of a context or a batch node as text, at most 1,000 of them. */
export const examples = defineQuestion({
  type: "examples",
  looks: "program",
  answer: (
    { plan },
    { node, start, count }: { readonly node: string; readonly start: number; readonly count: number },
  ) => examplesOf(plan, node, start, count),
});
