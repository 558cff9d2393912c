import type { Chapter } from "./chapter.ts";

/** exp(100) does not fit in a float32. */
export const overflow: Chapter = {
  id: "overflow",
  title: "A logit of 100",
  graph: "softmax-overflow",
  start: { variables: { big: "5" } },
  story:
    "The softmax of four logits, in three ways: by hand, with the largest logit taken away first, and by `softmax` itself. " +
    "They agree. But a float32 ends near 3.4 · 10³⁸, which is about exp(88.7).",
  tasks: [
    {
      kind: "do",
      text: "Set the last logit to 100: it is the variable `big`, in the inspector while nothing is selected.",
      where: { panel: "inspect", mark: "variable big" },
      done: ({ status }) => status.notFinite !== null,
    },
  ],
  seen:
    "exp(100) = inf, and inf / inf is nan: the card where it began is marked. Taking the largest logit away changes no " +
    "probability and leaves nothing above exp(0) = 1; `softmax` and `cross_entropy` do that.",
};
