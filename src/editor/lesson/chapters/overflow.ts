import type { Chapter } from "../chapter.ts";

/** exp(100) does not fit in a float32. */
export const overflow: Chapter = {
  id: "overflow",
  title: "exp(100) is infinite",
  graph: "softmax-overflow",
  start: { select: "counts" },
  story:
    "Softmax by hand: exponentiate, divide by the sum. With a logit of 100 the exponential is larger than any float32, " +
    "and infinity divided by infinity is no number. The card where it began is marked; what it spoiled is marked less.",
  task: {
    kind: "do",
    text: "Lower the variable `big` until the mark is gone: click the empty canvas to find it.",
    done: ({ plan, status }) => status?.evaluated === true && status.notFinite === null && plan?.variables["big"] !== null,
  },
  seen:
    "At 88 it still fits, at 89 no more. `cross_entropy` never had the problem: it takes the largest logit away from all " +
    "of them first, which leaves the probabilities as they are.",
};
