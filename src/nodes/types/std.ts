import { std as stdOp } from "../../ops/std.ts";
import { defineNodeType } from "../contract/nodeType.ts";
import { correctedSettings, REDUCES, reduce } from "../families/reduction.ts";

/** The standard deviation of the elements, over some dimensions or all. */
export const std = defineNodeType({
  type: "std",
  title: "Std",
  category: "maths",
  summary: "The standard deviation of the elements, over some dimensions or all.",
  help: `${REDUCES}The square root of \`var\`, of which it has \`correction\`. Where it is 0 no gradient passes, as in PyTorch.`,
  torch: "h.std(0, keepdim=True)",
  inputs: { x: { kind: "tensor", summary: "any float tensor" } },
  outputs: { out: { kind: "tensor", summary: "x without the reduced dimensions" } },
  settings: correctedSettings,
  build: ({ x }, { dim, keepdim, correction }, builder) =>
    reduce(stdOp, x, { dim: dim.sizes, keepdim, correction }, builder),
});
