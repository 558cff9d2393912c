import { complains, type Chapter } from "./chapter.ts";

/** Without the view, a matrix product meets 96×2 instead of 32×6. */
export const removeView: Chapter = {
  id: "remove-view",
  title: "An error that teaches",
  graph: "notebook-mlp",
  start: { select: "view" },
  story:
    "The embedding hands on 32 examples of 3 letters of 2 numbers. The hidden layer wants a row of 6 numbers for each " +
    "example. `view` changes no number, only how they are read.",
  tasks: [
    {
      kind: "do",
      text: "Remove `view`: select it and press Delete, or use the button at the end of its page. Read what `hidden` says.",
      where: { select: "view", tab: "node", panel: "inspect", mark: "delete" },
      done: (view) => complains(view, "hidden", "(96x2 and 6x100)"),
    },
  ],
  seen:
    "In PyTorch's words: the 32×3×2 numbers count as 96 rows of 2, and a weight for rows of 6 does not fit. An error about " +
    "shapes names both of them, so read it from there. Undo brings `view` back.",
};
