import { matmul as matmulOp } from "../../ops/matmul.ts";
import { broadcastDims } from "../families/broadcastDims.ts";
import { defineNodeType } from "../contract/nodeType.ts";
import { line } from "../families/line.ts";
import type { TensorValue } from "../contract/value.ts";
import { eachWhere, isSplit, rankOf } from "../families/byRows.ts";

/** Gives the matrix product. */
export const matmul = defineNodeType({
  type: "matmul",
  title: "MatMul",
  category: "maths",
  summary: "The matrix product a @ b.",
  help:
    "`[32, 27] @ [27, 2]` gives `[32, 2]`: the last dimension of a and the last but one of b must be equal, and so must " +
    "the dtypes. Dimensions before those are batches and broadcast; a vector gives a vector, two of them one number. " +
    "Integers are multiplied, too; no gradient passes them.",
  torch: (_settings, names) => line(names.out.out, matmulOp.torch(names.in, {})),
  byRows: (_settings, { a, b }) =>
    eachWhere(rankOf(a) > 1 && isSplit(a) && (isSplit(b) ? rankOf(b) > 2 && rankOf(a) === rankOf(b) : rankOf(b) < 3)),
  inputs: {
    a: { kind: "tensor", summary: "[…, m, k]" },
    b: { kind: "tensor", summary: "[…, k, n]" },
  },
  outputs: { out: { kind: "tensor", summary: "[…, m, n]" } },
  settings: {},
  build: ({ a, b }, _settings, builder) => {
    const tensor = builder.apply(matmulOp, { a: a.tensor, b: b.tensor });
    return { out: { kind: "tensor", tensor, dims: productDims(tensor.shape, a, b) } };
  },
});

/** The names of a product's dimensions: batches as they broadcast, a's rows, b's columns. */
function productDims(shape: readonly number[], a: TensorValue, b: TensorValue): (string | null)[] {
  const rows = a.tensor.shape.length > 1 ? a.dims.slice(-2, -1) : [];
  const columns = b.tensor.shape.length > 1 ? b.dims.slice(-1) : [];
  const batches = shape.slice(0, shape.length - rows.length - columns.length);
  return [...broadcastDims(batches, [batchOf(a), batchOf(b)]), ...rows, ...columns];
}

/** A value's dimensions before its matrix. */
function batchOf({ kind, tensor, dims }: TensorValue): TensorValue {
  return { kind, tensor: { ...tensor, shape: tensor.shape.slice(0, -2) }, dims: dims.slice(0, -2) };
}
