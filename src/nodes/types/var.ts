import { variance as varianceOp } from "../../ops/var.ts";
import { defineNodeType } from "../contract/nodeType.ts";
import { correctedSettings, REDUCES, reduce } from "../families/reduction.ts";

/** The variance of the elements, as of a sample, over some dimensions or all. */
export const variance = defineNodeType({
  type: "var",
  title: "Var",
  category: "maths",
  summary: "The variance of the elements, as of a sample, over some dimensions or all.",
  help: `${REDUCES}The sum of squares is divided by n − \`correction\`: 1 as PyTorch's default, 0 for the plain average.`,
  torch: "h.var(0, keepdim=True)",
  inputs: { x: { kind: "tensor", summary: "any float tensor" } },
  outputs: { out: { kind: "tensor", summary: "x without the reduced dimensions" } },
  settings: correctedSettings,
  build: ({ x }, { dim, keepdim, correction }, builder) =>
    reduce(varianceOp, x, { dim: dim.sizes, keepdim, correction }, builder),
});
