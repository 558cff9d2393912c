import { dimension } from "../../ops/dimension.ts";
import { unsqueeze as unsqueezeOp } from "../../ops/unsqueeze.ts";
import { defineNodeType } from "../contract/nodeType.ts";
import { line } from "../families/line.ts";
import { sameOrder } from "../families/byRows.ts";

/** Adds a dimension of size 1; nothing is copied. */
export const unsqueeze = defineNodeType({
  type: "unsqueeze",
  title: "Unsqueeze",
  category: "shape",
  summary: "Puts in a dimension of size 1, without copying.",
  help: "`[32, 2]` with `dim` 1 becomes `[32, 1, 2]`, `x[:, None]`, which then broadcasts along it. The result shares x's storage.",
  torch: ({ dim }, names) => line(names.out.out, unsqueezeOp.torch({ x: names.in.x }, { dim })),
  byRows: sameOrder,
  inputs: { x: { kind: "tensor", summary: "any tensor" } },
  outputs: { out: { kind: "tensor", summary: "the same storage, one dimension more" } },
  settings: { dim: { kind: "integer", default: "0", min: -8, summary: "where it stands, negative from the end" } },
  build: ({ x }, { dim }, builder) => {
    const tensor = builder.apply(unsqueezeOp, { x: x.tensor }, { dim });
    return { out: { kind: "tensor", tensor, dims: x.dims.toSpliced(dimension(dim, x.dims.length + 1), 0, null) } };
  },
});
