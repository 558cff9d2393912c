import { isNumber, type Chapter } from "../chapter.ts";

/** A name becomes examples: a window of letters, and the letter that follows. */
export const examples: Chapter = {
  id: "examples",
  title: "From names to numbers",
  graph: "dataset",
  start: { select: "context" },
  story:
    "A window of three letters slides over each name. What is inside is the question, the letter behind it the answer: " +
    "`..e → m`. Every letter is an integer, its place in the vocabulary; 0 is the marker `.`.",
  task: {
    kind: "ask",
    text: "How many examples does the name `emma` make?",
    example: "3",
    right: (answer) => isNumber(answer, 5),
    hint: "Every letter is asked for once, and so is the end of the name.",
  },
  seen: "Five: e, m, m, a and the end. Five names make the 32 examples of this graph: `X` is 32×3, `Y` has 32 numbers.",
};
