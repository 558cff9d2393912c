import type { Chapter } from "../chapter.ts";

/** The forward pass, node by node. */
export const throughTheNetwork: Chapter = {
  id: "through-the-network",
  title: "One step at a time",
  graph: "notebook-mlp",
  story:
    "The graph is a program: look below. The amber mark is the cursor, it stands before what runs next. Forward, each " +
    "node computes its numbers from those of the nodes before it, until a single number is left: the loss.",
  task: {
    kind: "do",
    text: "Press Step until the cursor stands in the backward pass.",
    done: ({ status }) => status?.next?.pass === "backward",
  },
  seen:
    "The loss is 17.77. A model that knows nothing would pay log 27 = 3.30: this one is confidently wrong, since its " +
    "random weights make large logits.",
};
