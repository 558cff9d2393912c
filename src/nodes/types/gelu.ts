import { gelu as geluOp } from "../../ops/gelu.ts";
import { unaryNode } from "../families/unaryNode.ts";

/** Is a smooth ReLU. */
export const gelu = unaryNode(geluOp, {
  title: "GELU",
  summary: "A smooth ReLU: x times the share of a normal distribution below x.",
  help: "Elementwise x · Φ(x), in x's shape. `tanh` is the approximation that GPT-2 uses.",
  settings: {
    approximate: { kind: "choice", default: "none", options: ["none", "tanh"], summary: "exact, or by tanh" },
  },
  attributes: ({ approximate }) => ({ approximate }),
});
