import { shapeOf, type Chapter } from "./chapter.ts";

/** A table of counts grows by a factor of 27 with every letter of context. */
export const countingFails: Chapter = {
  id: "counting-fails",
  title: "27 rows, then 729: why counting fails",
  graph: "bigram-counts",
  story:
    "The simplest way to guess the next letter is to count which letter followed which. The table `counts` has a row for " +
    "each of the 27 characters that may come before: 26 letters, and the marker `.` that stands around every name.",
  tasks: [
    {
      kind: "do",
      text: "Give it two letters of context: set the variable `block_size` to 2. The inspector has the variables while nothing is selected.",
      where: { panel: "inspect", mark: "variable block_size" },
      done: (view) => shapeOf(view, "counts")?.[0] === 729,
    },
  ],
  seen:
    "27 × 27 = 729 rows, and 396 of them stay empty: none of the thousand names has those two characters in a row. Three " +
    "letters would make 19,683 rows, four 531,441, and no row learns anything from another.",
};
