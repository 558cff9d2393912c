import type { Chapter } from "../chapter.ts";

/** Many small steps against the gradient. */
export const training: Chapter = {
  id: "training",
  title: "Downhill, a hundred times",
  graph: "notebook-mlp",
  start: { select: "sgd" },
  story:
    "After the backward pass, `sgd` moves each of the 3,481 parameters a little against its gradient: by `lr` times it. " +
    "Then everything runs again. One round is an iteration.",
  task: {
    kind: "do",
    text: "Press Train, and pause when the loss is below 1.",
    done: ({ losses }) => (losses.at(-1) ?? Infinity) < 1,
  },
  seen: "From 17.77 to below 1 in some fifty iterations, on 32 examples: it is learning them by heart.",
};
