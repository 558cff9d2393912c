import type { Chapter } from "./chapter.ts";

/** A gradient is how much the loss rises for each +1 in one number. */
export const whatAGradientMeans: Chapter = {
  id: "what-a-gradient-means",
  title: "What a gradient means",
  graph: "notebook-mlp",
  start: { cursor: { pass: "update", node: "sgd" }, select: "hidden" },
  story:
    "Every parameter has its gradient now: how much the loss rises for each +1 in that one number, while all others stay. " +
    "The page Why moves any number, on a copy of the model, and runs the copy on from there.",
  tasks: [
    {
      kind: "do",
      text: "Select `hidden`, open its page Why, and choose the tensor `W` and grad: the gradient of `W[0, 0]` is 0.3719.",
      where: { select: "hidden", tab: "why", panel: "inspect", mark: "tab why" },
      done: ({ selected, tab, side, port }) =>
        selected === "hidden" && tab === "why" && side === "grad" && port === "W",
    },
    {
      kind: "ask",
      text:
        "So +1 in it should take the loss from 17.7697 to 18.1416. Under Nudge this number, drag δ to +1.0: what does the loss " +
        "really become?",
      where: { select: "hidden", tab: "why", panel: "inspect", mark: "section Nudge this number" },
      example: "18.1416",
      right: (answer) => Math.abs(Number(answer) - NUDGED) < 0.002,
      hint: "It is the bold number behind the second arrow. The gradient said the one below it.",
    },
  ],
  seen:
    "The gradient is the slope of that curve at δ = 0. A small move goes along the slope, to four digits and more; a larger " +
    "one leaves it, as each tanh bends. That is why a training takes small steps, and works the gradients out anew before each.",
};

/** The loss with 1 more in `hidden.W[0, 0]`. */
const NUDGED = 18.1689;
