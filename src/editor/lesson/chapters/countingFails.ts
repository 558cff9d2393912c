import type { Chapter } from "../chapter.ts";

/** A table of counts grows by a factor of 27 with every letter of context. */
export const countingFails: Chapter = {
  id: "counting-fails",
  title: "27 rows, then 729: why counting fails",
  graph: "bigram-counts",
  start: { select: "counts" },
  story:
    "The simplest way to guess the next letter is to count. Row by row, this table says how often each letter " +
    "followed a letter: 27 rows, one for each letter and one for the marker `.` that begins and ends a name.",
  task: {
    kind: "do",
    text: "Give it two letters of context: click the empty canvas, and set the variable `block_size` to 2.",
    done: ({ plan }) => {
      const counts = plan?.nodes["counts"]?.outputs["out"];
      return counts?.kind === "tensor" && counts.shape[0] === 729;
    },
  },
  seen:
    "729 rows, and nearly all of them are blank: most pairs of letters were never seen, so they say nothing. Three " +
    "letters make 19,683 rows, ten more than there are names on earth. A network shares what it learns between rows.",
};
