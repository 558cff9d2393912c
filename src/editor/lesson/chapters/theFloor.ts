import type { Chapter } from "./chapter.ts";

/** The same context with several right answers: no model reaches 0. */
export const theFloor: Chapter = {
  id: "the-floor",
  title: "Why the loss cannot reach 0",
  graph: "notebook-mlp",
  start: { trainedTo: 300, select: "context" },
  story:
    "After 300 iterations the curve is nearly flat, above a line at 0.2515 called the floor. No training brings it below, " +
    "as some examples contradict others. The page of `context` lists them.",
  tasks: [
    {
      kind: "ask",
      text: "Which context has five different right answers?",
      where: { select: "context", tab: "node", panel: "inspect", mark: "section The floor under the loss" },
      example: "emm",
      right: (answer) => answer.replaceAll(/[`'"\s]/g, "") === "...",
      hint: "Look for the list under “The floor under the loss”.",
    },
  ],
  seen:
    "Before the first letter all names look alike: `...` is followed by e, o, a, i and s, once each. The best guess gives each " +
    "of them a fifth, which costs log 5 on 5 of the 32 examples: 5 · 1.609 / 32 = 0.2515.",
};
