import { log as logOp } from "../../ops/log.ts";
import { defineNodeType } from "../contract/nodeType.ts";

/** The natural logarithm of every number. */
export const log = defineNodeType({
  type: "log",
  title: "Log",
  category: "maths",
  summary: "The natural logarithm of every number.",
  help: "Elementwise natural logarithm, in x's shape: −inf at 0, nan below. Its slope is 1 / x.",
  torch: "logp = p.log()",
  inputs: { x: { kind: "tensor", summary: "any float tensor" } },
  outputs: { out: { kind: "tensor", summary: "same shape" } },
  settings: {},
  build: ({ x }, _settings, builder) => ({
    out: { kind: "tensor", tensor: builder.apply(logOp, { x: x.tensor }), dims: x.dims },
  }),
});
