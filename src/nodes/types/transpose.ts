import { dimension } from "../../ops/dimension.ts";
import { transpose as transposeOp } from "../../ops/transpose.ts";
import { defineNodeType } from "../contract/nodeType.ts";
import { line } from "../families/line.ts";
import { eachWhere, rankOf } from "../families/byRows.ts";

/** Exchanges two dimensions; nothing is copied. */
export const transpose = defineNodeType({
  type: "transpose",
  title: "Transpose",
  category: "shape",
  summary: "Exchanges two dimensions, without copying.",
  help: "`[32, 27]` becomes `[27, 32]`. The result shares x's storage and reads it in other strides.",
  torch: ({ dim0, dim1 }, names) => line(names.out.out, transposeOp.torch({ x: names.in.x }, { dim0, dim1 })),
  byRows: ({ dim0, dim1 }, { x }) => eachWhere([dim0, dim1].every((dim) => dimension(dim, rankOf(x)) !== 0)),
  inputs: { x: { kind: "tensor", summary: "any tensor" } },
  outputs: { out: { kind: "tensor", summary: "the same storage, two dimensions exchanged" } },
  settings: {
    dim0: { kind: "integer", default: "0", min: -8, summary: "one dimension, negative from the end" },
    dim1: { kind: "integer", default: "1", min: -8, summary: "the other" },
  },
  build: ({ x }, { dim0, dim1 }, builder) => {
    const tensor = builder.apply(transposeOp, { x: x.tensor }, { dim0, dim1 });
    const rank = x.tensor.shape.length;
    const [first, second] = [dimension(dim0, rank), dimension(dim1, rank)];
    const dims = x.dims.map((name, axis) => {
      if (axis === first) return x.dims[second] ?? null;
      return axis === second ? (x.dims[first] ?? null) : name;
    });
    return { out: { kind: "tensor", tensor, dims } };
  },
});
