import { defineQuestion } from "./question.ts";

/** Holds the value of a loss as the parameters are now. */
export interface LossValue {
  readonly node: string;
  readonly loss: number;
  /** Of a loss that nothing is trained on: it is measured in the iterations that one of these numbers divides. */
  readonly every: readonly number[] | null;
}

/** Answers with the values of all losses, the most important first, that the forward pass gave; of those alone that it has run for. */
export const lossValues = defineQuestion({
  type: "lossValues",
  looks: "program",
  answer: ({ plan, progress }): readonly LossValue[] =>
    plan.losses.flatMap(({ node, tensor: { storage, offset }, every }) =>
      progress.fresh.has(node) ? [{ node, loss: storage.data[offset]!, every }] : [],
    ),
});
