import type { Chapter } from "./chapter.ts";

/** Softmax and the negative log-likelihood, op by op, beside cross_entropy. */
export const softmaxByHand: Chapter = {
  id: "softmax-by-hand",
  title: "The loss by hand",
  graph: "softmax-by-hand",
  start: { select: "P" },
  story:
    "`exp` makes positive numbers of logits, and divided by their sum a row becomes probabilities. Of each row the one of " +
    "the right letter is picked; the loss is minus the mean of their logs. `cross_entropy` does all of that in one instruction.",
  tasks: [
    {
      kind: "do",
      text: "Press Iterate, so that gradients flow too. Then read on `compare` how far apart the two ways are.",
      where: { select: "compare", tab: "node", panel: "canvas", mark: "run iterate" },
      done: ({ status }) => status.iteration >= 1,
    },
  ],
  seen:
    "Losses and gradients are equal but for rounding. By hand it takes 7 instructions and three times the memory, where " +
    "`cross_entropy` takes 1; and there is one more reason for it, which the next chapter shows.",
};
