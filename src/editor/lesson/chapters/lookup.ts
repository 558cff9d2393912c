import { complains, isShape, type Chapter } from "./chapter.ts";

/** An embedding picks rows of a table; a one-hot product picks the same rows at a greater cost. */
export const lookup: Chapter = {
  id: "lookup",
  title: "A letter becomes a row of a table",
  graph: "embedding-lookup",
  start: { variables: { n_embd: "5" }, select: "lookup" },
  story:
    "The number of a letter says nothing about it; a row of the table `C`, which is learned, can. A one-hot vector times " +
    "`C` gives the same row, since all of its numbers but one are 0: `compare` finds no difference.",
  tasks: [
    {
      kind: "ask",
      text: "32 examples of 3 letters are looked up in a table `C` of 27×5, and give 32×3×5. The notebook's table is 27×2: what shape has the result there?",
      where: { select: "lookup", panel: "canvas" },
      example: "27, 2",
      right: (answer) => isShape(answer, [32, 3, 2]),
      hint: "Each of the 32×3 numbers is replaced by a row of `C`.",
    },
    {
      kind: "do",
      text: "Now select `float` and delete it: Delete on a keyboard, or the button at the end of its page. Read what `product` says.",
      where: { select: "float", tab: "node", panel: "inspect", mark: "delete" },
      done: (view) => complains(view, "product", "to have the same dtype"),
    },
  ],
  seen:
    "A matrix product does not mix dtypes: one-hot vectors are integers, and have to become floats first. The lookup " +
    "takes the integers as they are, and never multiplies. Undo brings `float` back.",
};
