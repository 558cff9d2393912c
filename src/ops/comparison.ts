import type { ComparisonOperator } from "../expression/expressionTree.ts";
import { broadcastShape } from "../tensor/broadcast.ts";
import type { ComparisonName } from "../tensor/kernels/kernels.ts";
import { promoteAll } from "./cat.ts";
import { keepsOrder } from "./keepsOrder.ts";
import { defineOp, type ComputeOp } from "./contract/op.ts";
import { gated } from "./why/gated.ts";
import { toldOfPair } from "./told/families.ts";

/** How a comparison is read out. */
const WORDS: Readonly<Record<ComparisonOperator, string>> = {
  "==": "equal to",
  "!=": "other than",
  "<": "less than",
  "<=": "at most",
  ">": "greater than",
  ">=": "at least",
};

/** Returns the op that compares element by element: a tensor of truth values, through which no gradient passes. */
export function comparison(
  name: ComparisonName,
  operator: ComparisonOperator,
  out: readonly number[],
): ComputeOp<"a" | "b"> {
  return defineOp({
    name,
    inputs: ["a", "b"],
    broadcasts: true,
    shape({ a, b }) {
      promoteAll(name, [a, b]);
      return { dtype: "bool", shape: broadcastShape(a.shape, b.shape) };
    },
    stride: keepsOrder,
    forward: ({ a, b }, y, { kernels }) => kernels.comparison(name, a, b, y),
    why: gated({ value: `a ${operator} b` }),
    told: toldOfPair(`True where {a} is ${WORDS[operator]} {b}`),
    torch: ({ a, b }) => `${a} ${operator} ${b}`,
    examples: [{ inputs: { a: [1, 2, 3], b: 2 }, out }],
  });
}
