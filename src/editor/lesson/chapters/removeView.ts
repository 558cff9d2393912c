import type { Chapter } from "../chapter.ts";

/** Without the view, a matrix product meets 96×2 instead of 32×6. */
export const removeView: Chapter = {
  id: "remove-view",
  title: "An error that teaches",
  graph: "notebook-mlp",
  start: { select: "view" },
  story:
    "The embedding hands on 32 examples × 3 letters × 2 numbers. The hidden layer wants one row of 6 numbers for each " +
    "example. The `view` between them changes no number, only how they are read.",
  task: {
    kind: "do",
    text: "Select `view`, press Delete, and read what `hidden` says about it.",
    done: ({ plan }) =>
      plan?.diagnostics.some(({ message }) => message.includes("(96x2 and 6x100)")) === true,
  },
  seen:
    "PyTorch's own sentence: it takes the 32×3×2 numbers for 96 rows of 2, and a weight for rows of 6 does not fit. " +
    "Ctrl+Z brings the node back.",
};
