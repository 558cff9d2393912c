import type { Chapter } from "./chapter.ts";

/** The forward pass, node by node. */
export const throughTheNetwork: Chapter = {
  id: "through-the-network",
  title: "One step at a time",
  graph: "notebook-mlp",
  story:
    "A graph is a program, and the amber mark is its cursor: it stands before what runs next. Forward, each node makes its " +
    "numbers from those before it, until a single one is left: the loss.",
  tasks: [
    {
      kind: "do",
      text: "Press Step until the cursor is in the backward pass. What each step did is told in one sentence, with its numbers: press one to see why it is so.",
      where: { panel: "run", mark: "run step" },
      done: ({ status }) => status.next?.pass === "backward",
    },
  ],
  seen:
    "The loss is 17.77. To know nothing, and give each of 27 characters the same chance, costs only log 27 = 3.30: random " +
    "weights make large logits, so this model is wrong with confidence.",
};
