import { clamp as clampOp } from "../../ops/clamp.ts";
import { unaryNode } from "../families/unaryNode.ts";

/** Keeps numbers between two bounds. */
export const clamp = unaryNode(clampOp, {
  title: "Clamp",
  summary: "Keeps every number between two bounds (clip).",
  help:
    "What is below `min` becomes `min`, what is above `max` becomes `max`; leave one of them empty for no bound there. The " +
    "gradient passes between the bounds and on them, and is 0 beyond.",
  takes: "any tensor",
  settings: {
    min: { kind: "number", default: "-1", optional: true, nonFinite: true, summary: "the least; empty or -inf: any" },
    max: { kind: "number", default: "1", optional: true, nonFinite: true, summary: "the largest; empty or inf: any" },
  },
  attributes: ({ min, max }) => ({ min, max }),
});
