import { compare as compareOp } from "../../ops/compare.ts";
import { isFloat } from "../../tensor/dtype.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import { defineNodeType } from "../contract/nodeType.ts";
import { line } from "../families/line.ts";

declare module "../contract/said.ts" {
  interface Said {
    readonly comparison: ComparedTensors;
  }
}

/** Holds two branches to the same numbers: what each cost is said, and how their gradients differ. */
export type ComparedTensors = { readonly a: Tensor; readonly b: Tensor };

/** Compares two branches that lead to one tensor, side by side. */
export const compare = defineNodeType({
  type: "compare",
  title: "Compare",
  category: "maths",
  summary: "Holds two ways to the same tensor against each other: how far apart they are, and what each cost.",
  help:
    "`out` is the largest difference between a and b, which must have one shape: 0 when they are equal. Once a backward " +
    "pass has gone through both, also the largest difference between the gradients that either way passes back to what " +
    "both begin with. A way is what leads to one of them and not to the other; it costs its instructions and the bytes of " +
    "the tensors that they make, of which a view makes none. No gradient passes from here.",
  torch: (_settings, { in: given, out, sizes, dtype }) => {
    if (sizes("a").includes("0")) return line(out.out, "torch.tensor(0.0)");
    const [a, b] = (["a", "b"] as const).map((port) => (isFloat(dtype(port)) ? given[port] : `${given[port]}.float()`));
    return line(out.out, `${compareOp.torch({ a: a!, b: b! }, {})}.detach()`);
  },
  inputs: {
    a: { kind: "tensor", summary: "the result of one way" },
    b: { kind: "tensor", summary: "of the other, in the same shape" },
  },
  outputs: { out: { kind: "tensor", summary: "the largest |a − b|" } },
  settings: {},
  build: ({ a, b }, _settings, builder) => {
    const tensor = builder.apply(compareOp, { a: a.tensor, b: b.tensor });
    builder.say("comparison", { a: a.tensor, b: b.tensor });
    return { out: { kind: "tensor", tensor, dims: [] } };
  },
});
