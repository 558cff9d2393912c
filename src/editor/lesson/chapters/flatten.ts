import type { Chapter } from "./chapter.ts";

/** Three ways to make one row of three; only the view copies nothing. */
export const flatten: Chapter = {
  id: "flatten",
  title: "Three ways to flatten",
  graph: "flatten-three-ways",
  start: { select: "cat_all", tab: "storage" },
  story:
    "Three vectors of 2 numbers become one row of 6: three slices are joined, or what `unbind` gives is joined, or the " +
    "numbers stay where they are and `view` reads them otherwise. The Storage page shows where a tensor's numbers lie; those " +
    "of `cat_all` lie in a storage of their own.",
  tasks: [
    {
      kind: "do",
      text: "Select `view` and look at its Storage page. Whose storage is it?",
      where: { select: "view", tab: "node", panel: "inspect", mark: "tab storage" },
      done: ({ selected, tab }) => selected === "view" && tab === "storage",
    },
  ],
  seen:
    "It is that of `C`: the same 192 numbers, with another shape and other strides, and not one byte more. Joining copied " +
    "them into 768 new bytes, each time it runs.",
};
