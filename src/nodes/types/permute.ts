import { dimension } from "../../ops/dimension.ts";
import { permute as permuteOp, permutedDims } from "../../ops/permute.ts";
import { defineNodeType } from "../contract/nodeType.ts";
import { argumentsOf, line } from "../families/line.ts";
import { eachWhere, rankOf } from "../families/byRows.ts";

/** Gives all dimensions in another order; nothing is copied. */
export const permute = defineNodeType({
  type: "permute",
  title: "Permute",
  category: "shape",
  summary: "Puts all dimensions in another order, without copying.",
  help:
    "`dims` says which dimension of x comes first, second, …: `[32, 8, 3]` with `0, 2, 1` becomes `[32, 3, 8]`. The result " +
    "shares x's storage and reads it in other strides.",
  torch: (_settings, names) => line(names.out.out, `${names.in.x}.permute(${argumentsOf(names.list("dims"))})`),
  byRows: ({ dims: { sizes } }, { x }) => eachWhere(dimension(sizes[0] ?? 0, rankOf(x)) === 0),
  inputs: { x: { kind: "tensor", summary: "any tensor" } },
  outputs: { out: { kind: "tensor", summary: "the same storage, dimensions in another order" } },
  settings: {
    dims: { kind: "shape", default: "1, 0", optional: true, summary: "every dimension once, negative from the end" },
  },
  build: ({ x }, { dims }, builder) => {
    const tensor = builder.apply(permuteOp, { x: x.tensor }, { dims: dims.sizes });
    const order = permutedDims(dims.sizes, x.dims.length);
    return { out: { kind: "tensor", tensor, dims: order.map((dim) => x.dims[dim]!) } };
  },
});
