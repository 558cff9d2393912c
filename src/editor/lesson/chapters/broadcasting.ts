import { shapeOf, type Chapter } from "./chapter.ts";

/** A bias of 100 numbers meets 32 rows of 100, and a slip that the same rule lets through. */
export const broadcasting: Chapter = {
  id: "broadcasting",
  title: "One bias for every row",
  graph: "broadcast-bias",
  start: { select: "slip" },
  story:
    "A layer adds the same 100 numbers to each of its 32 rows. Shapes are laid beside each other from the right; where a " +
    "dimension is missing, or 1, the numbers repeat without being copied. Below, that rule lets a slip pass: `[5]` meets " +
    "`[5, 1]`.",
  tasks: [
    {
      kind: "do",
      text: "`guess` equals `truth`, and yet `slip_loss` is 4. Mend it: set the shape of `guess` to `n`.",
      where: { select: "guess", tab: "node", panel: "inspect", mark: "setting shape" },
      done: (view) => shapeOf(view, "slip")?.join() === "5",
    },
  ],
  seen:
    "Now number meets number, and `slip_loss` is 0. Before, every number met every other in a table of 5×5: no error, only a " +
    "wrong loss, which is why the shape stands on every wire.",
};
