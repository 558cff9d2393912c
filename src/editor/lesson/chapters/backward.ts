import type { Chapter } from "./chapter.ts";

/** The backward pass: each node hands its gradient to the nodes before it. */
export const backward: Chapter = {
  id: "backward",
  title: "And back again: why this gradient?",
  graph: "notebook-mlp",
  start: { cursor: { pass: "backward", node: "loss" } },
  story:
    "The cursor turns round. Each node is told how the loss depends on its output, multiplies by its own slope, and tells " +
    "the nodes before it; where ways meet, the parts add up. No more than that is backpropagation.",
  tasks: [
    {
      kind: "do",
      text: "Step until the table `C` has its gradient, a second picture on its card; of each step one sentence tells what it answers.",
      where: { select: "C", panel: "canvas", mark: "run step" },
      done: ({ status }) => status.graded.includes("C"),
    },
    {
      kind: "do",
      text: "Select `hidden`, open its page Why, and choose grad: what is the gradient of one number made of?",
      where: { select: "hidden", tab: "node", panel: "inspect", mark: "tab why" },
      done: ({ selected, tab, side }) => selected === "hidden" && tab === "why" && side === "grad",
    },
  ],
  seen:
    "The gradient behind it times a slope: that of tanh is 1 − y², nearly 0 where tanh is saturated, and little comes " +
    "through. Every gradient is such a product, or a sum of them; press an underlined number to follow it.",
};
