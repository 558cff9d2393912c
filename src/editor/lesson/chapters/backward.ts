import type { Chapter } from "../chapter.ts";

/** The backward pass: each node hands its gradient to the nodes before it. */
export const backward: Chapter = {
  id: "backward",
  title: "And back again",
  graph: "notebook-mlp",
  start: { select: "C" },
  story:
    "Backward, every node asks: if my output changed a little, how would the loss? It takes the answer of the node " +
    "behind it, multiplies by its own slope, and hands it on. That is all of backpropagation.",
  task: {
    kind: "do",
    text: "Step through the backward pass until `C` has its gradient.",
    done: ({ status }) => status?.graded.includes("C") === true,
  },
  seen:
    "Each card now shows a gradient below its numbers. In the table `C` only the rows of letters that occur have one; " +
    "the row of `.` was looked up most often, and gathers from every place.",
};
