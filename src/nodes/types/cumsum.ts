import { cumsum as cumsumOp } from "../../ops/cumsum.ts";
import { unaryNode } from "../families/unaryNode.ts";
import { alongDim } from "../families/byRows.ts";

/** Gives running sums along one dimension. */
export const cumsum = unaryNode(cumsumOp, {
  title: "CumSum",
  summary: "Running sums along one dimension: each element and all before it.",
  help: "`1, 2, 3` gives `1, 3, 6`, along dimension `dim`. An element's gradient is the sum of those of all sums it is in.",
  takes: "any tensor",
  settings: { dim: { kind: "integer", default: "0", min: -8, summary: "the dimension, negative from the end" } },
  code: { byRows: alongDim },
  attributes: ({ dim }) => ({ dim }),
});
