import { isShape, type Chapter } from "../chapter.ts";

/** A bias of 100 numbers meets 32 rows of 100. */
export const broadcasting: Chapter = {
  id: "broadcasting",
  title: "A bias for every row",
  graph: "broadcast-bias",
  start: { select: "sum" },
  story:
    "The layer adds one bias of 100 numbers to all of its 32 rows. The shapes are aligned at the right; where one has a " +
    "dimension less, or a 1, its numbers are repeated. Nothing is copied: the stride is 0.",
  task: {
    kind: "ask",
    text: "`rows` is 32×100 and `bias` has 100 numbers. What shape has their sum?",
    example: "100, 32",
    right: (answer) => isShape(answer, [32, 100]),
    hint: "Write the two shapes below each other, aligned at the right.",
  },
  seen:
    "32×100. Backward, the bias' gradient is the sum over the 32 rows that it was added to. The other sum in this graph " +
    "shows how the same rule can surprise: `[N]` meets `[N, 1]`, and `N × N` comes out.",
};
