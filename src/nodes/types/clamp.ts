import { clamp as clampOp } from "../../ops/clamp.ts";
import { defineNodeType } from "../contract/nodeType.ts";

/** Numbers kept between two bounds. */
export const clamp = defineNodeType({
  type: "clamp",
  title: "Clamp",
  category: "maths",
  summary: "Keeps every number between two bounds (clip).",
  help:
    "What is below `min` becomes `min`, what is above `max` becomes `max`; leave one of them empty for no bound there. The " +
    "gradient passes between the bounds and on them, and is 0 beyond.",
  torch: "y = x.clamp(min=-1, max=1)",
  inputs: { x: { kind: "tensor", summary: "any tensor" } },
  outputs: { out: { kind: "tensor", summary: "same shape" } },
  settings: {
    min: { kind: "number", default: "-1", optional: true, nonFinite: true, summary: "the least; empty or -inf: any" },
    max: { kind: "number", default: "1", optional: true, nonFinite: true, summary: "the largest; empty or inf: any" },
  },
  build: ({ x }, { min, max }, builder) => ({
    out: { kind: "tensor", tensor: builder.apply(clampOp, { x: x.tensor }, { min, max }), dims: x.dims },
  }),
});
