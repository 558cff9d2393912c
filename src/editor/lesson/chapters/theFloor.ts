import type { Chapter } from "../chapter.ts";

/** The same context with several right answers: no model reaches 0. */
export const theFloor: Chapter = {
  id: "the-floor",
  title: "Why the loss cannot reach 0",
  graph: "notebook-mlp",
  start: { trainedTo: 300, select: "context" },
  story:
    "The curve flattens above the line called floor, at 0.2515. More training will not bring it below: some of the " +
    "examples contradict each other. The inspector lists them.",
  task: {
    kind: "ask",
    text: "Which context has five different right answers?",
    example: "emm",
    right: (answer) => answer.replaceAll(/[`'"\s]/g, "") === "...",
    hint: "Look at the list under “The floor under the loss”.",
  },
  seen:
    "Before the first letter all names look alike: `...` is followed by e, o, a, i and s, once each. The best that a model " +
    "can say is one fifth for each of them, and that costs log 5 on those five examples: 5 · 1.609 / 32 = 0.2515.",
};
