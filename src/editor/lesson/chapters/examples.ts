import type { Chapter } from "./chapter.ts";

/** A name becomes examples: a window of letters, and the letter that follows. */
export const examples: Chapter = {
  id: "examples",
  title: "From names to numbers",
  graph: "dataset",
  start: { select: "context" },
  story:
    "A window of three letters slides over each name: what is inside is the question, the letter behind it the answer, " +
    "as in `..e --------> m`. Every letter becomes its place in the vocabulary; the marker `.` is 0.",
  tasks: [
    {
      kind: "ask",
      text: "How many examples does the name `olivia` make?",
      where: { select: "context", tab: "node", panel: "inspect", mark: "section Examples" },
      example: "3",
      right: (answer) => /^(7|seven)$/.test(answer),
      hint: "Each letter is asked for once, and so is the end of the name.",
    },
  ],
  seen: "Seven: six letters, and the `.` at its end. The first five names make 32 examples, so `X` is 32×3 and `Y` has 32 numbers.",
};
