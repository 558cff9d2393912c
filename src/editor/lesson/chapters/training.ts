import type { Chapter } from "./chapter.ts";

/** Many small steps against the gradient. */
export const training: Chapter = {
  id: "training",
  title: "Downhill, again and again",
  graph: "notebook-mlp",
  start: { select: "sgd" },
  story:
    "The update moves each of the 3,481 parameters against its gradient, by `lr` times as much. Forward, backward, update: " +
    "that is one iteration, and then all of it runs again.",
  tasks: [
    {
      kind: "do",
      text: "Press Train, and pause when the loss is below 1.",
      where: { panel: "run", mark: "run train" },
      done: ({ losses }) => (losses.at(-1) ?? Infinity) < 1,
    },
  ],
  seen:
    "From 17.77 to below 1 in fifty iterations or so. With a hundred parameters for each of 32 examples that is no feat: the " +
    "network learns them by heart.",
};
