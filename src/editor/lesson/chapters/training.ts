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
    {
      kind: "ask",
      text: "Ask it: above the canvas, type `emm` after After. Which letter does it hold to come next?",
      where: { panel: "canvas", mark: "ask" },
      example: "z",
      right: (answer) => answer === "a",
      hint: "The tallest bar: `emma` is one of the five names that it was trained on.",
    },
  ],
  seen:
    "From 17.77 to below 1 in fifty iterations or so, and the words beside the bars begin to look like the five names. With a hundred parameters for each of 32 examples that is no feat: the " +
    "network learns them by heart.",
};
