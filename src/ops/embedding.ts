import { DiagnosticError } from "../base/diagnostic.ts";
import { isFloat, type DType } from "../tensor/dtype.ts";
import { defineOp } from "./contract/op.ts";
import { formula } from "./why/formula.ts";
import { literal } from "./contract/term.ts";
import { matrix } from "./contract/matrix.ts";
import { sized, wantsFloats, wantsIndices } from "./plain/tensorInWords.ts";

/** What PyTorch calls the type of an index tensor that is not one. */
const INDEX_NAME: Readonly<Record<DType, string>> = {
  float32: "torch.FloatTensor",
  float64: "torch.DoubleTensor",
  int32: "torch.IntTensor",
  bool: "CPUBoolType",
};

const isRow = formula("id == row");

/** Is `torch.nn.functional.embedding(ids, C)`, or `C[ids]`: one row of the table an id. */
export const embedding = defineOp({
  name: "embedding",
  inputs: ["C", "ids"],
  shape({ C, ids }) {
    if (C.shape.length !== 2)
      throw DiagnosticError.of("'weight' must be 2-D", {
        plain: `${sized(C, "C")} must be a table, [tokens, numbers of each].`,
      });
    if (ids.dtype !== "int32") {
      throw DiagnosticError.of(
        "Expected tensor for argument #1 'indices' to have one of the following scalar types: Long, Int; " +
          `but got ${INDEX_NAME[ids.dtype]} instead (while checking arguments for embedding)`,
        { plain: wantsIndices(ids, "ids") },
      );
    }
    if (!isFloat(C.dtype)) {
      throw DiagnosticError.of(`embedding in a table of ${C.dtype} is not supported: expected floats`, {
        plain: wantsFloats(C, "C"),
      });
    }
    return { dtype: C.dtype, shape: [...ids.shape, C.shape[1]!] };
  },
  forward({ C, ids }, y, { kernels }) {
    kernels.embedding(C, ids, y);
  },
  // A row that was looked up twice gets the sum of both gradients.
  backward({ ids }, dy, grads, { kernels }) {
    if (grads.C !== undefined) kernels.embeddingBackward(ids, dy, grads.C);
  },
  why: {
    forward: (at, { inputs: { C, ids } }) => C.at([ids.at(at.slice(0, -1)), at.at(-1)!]),
    backward: (_, [row, column], { inputs: { ids }, dy, sum }) =>
      sum(
        ids.shape.map((size) => ({ size })),
        (subscripts) => dy.at([...subscripts, column!]),
        (subscripts) => isRow({ id: ids.at(subscripts), row: literal(row!) }),
      ),
  },
  told: {
    forward: "the row of {C full} for {ids each}",
    backward: "each row adds up the {y}.grad of every place where it was looked up",
  },
  torch: ({ C, ids }) => `${C}[${ids}]`,
  examples: [
    {
      inputs: { C: matrix([0, 1], [10, 11], [20, 21]), ids: matrix([2, 0], [2, 1]) },
      integers: ["ids"],
      out: [matrix([20, 21], [0, 1]), matrix([20, 21], [10, 11])],
    },
  ],
});
