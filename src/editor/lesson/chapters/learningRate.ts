import type { Chapter } from "./chapter.ts";

/** The loss over the learning rate shows which rate is good. */
export const learningRate: Chapter = {
  id: "learning-rate",
  title: "How large a step?",
  graph: "notebook-mlp",
  start: { select: "sgd" },
  story:
    "With a small `lr` the loss hardly moves, with a large one it jumps about. So let the rate grow from step to step, and " +
    "draw the loss over it: the good rates lie where it falls, before it rises. `sgd` does that on a copy of the model.",
  tasks: [
    {
      kind: "do",
      text: "On the page of `sgd`, under “Find a learning rate”, press Try. Then use a rate that you find good.",
      where: { select: "sgd", tab: "node", panel: "inspect", mark: "section Find a learning rate" },
      done: ({ graph }) => {
        const lr = graph.nodes.find(({ id }) => id === "sgd")?.settings["lr"];
        return lr !== undefined && lr !== "0.1";
      },
    },
  ],
  seen:
    "The curve falls until somewhere above 0.1 and begins to jump towards 1. The line marks where it falls fastest, a " +
    "cautious rate; the notebook's 0.1 lies at the foot of the slope. Train with yours and compare.",
};
