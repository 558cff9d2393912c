import type { LossPoint } from "../../protocol/lossPoints.ts";
import { defineQuestion } from "./question.ts";

/** Answers, for many losses at once, with the lowest value of each since the last edit; null where there is none. */
export const bestLosses = defineQuestion({
  type: "bestLosses",
  looks: "session",
  answer: ({ losses }, { nodes }: { readonly nodes: readonly string[] }): readonly (LossPoint | null)[] =>
    nodes.map((node) => losses.best(node)),
});
