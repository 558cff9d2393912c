import type { ComparisonOperator } from "../expression/expressionTree.ts";
import { broadcastShape } from "../tensor/broadcast.ts";
import type { ComparisonName } from "../tensor/kernels/kernels.ts";
import { promoteAll } from "./cat.ts";
import { keepsOrder } from "./keepsOrder.ts";
import { defineOp, type ComputeOp } from "./op.ts";
import { gated } from "./why/gated.ts";

/** The op that compares element by element: a tensor of truth values, through which no gradient passes. */
function comparison(name: ComparisonName, operator: ComparisonOperator, out: readonly number[]): ComputeOp<"a" | "b"> {
  return defineOp({
    name,
    summary: `Says of every element whether a ${operator} b.`,
    inputs: ["a", "b"],
    broadcasts: true,
    shape({ a, b }) {
      promoteAll(name, [a, b]);
      return { dtype: "bool", shape: broadcastShape(a.shape, b.shape) };
    },
    stride: keepsOrder,
    forward: ({ a, b }, y, { kernels }) => kernels.comparison(name, a, b, y),
    why: gated({ value: `a ${operator} b` }),
    torch: ({ a, b }) => `${a} ${operator} ${b}`,
    examples: [{ inputs: { a: [1, 2, 3], b: 2 }, out }],
  });
}

/** `torch.lt`: a < b. */
export const lt = comparison("lt", "<", [1, 0, 0]);
/** `torch.le`: a ≤ b. */
export const le = comparison("le", "<=", [1, 1, 0]);
/** `torch.gt`: a > b. */
export const gt = comparison("gt", ">", [0, 0, 1]);
/** `torch.ge`: a ≥ b. */
export const ge = comparison("ge", ">=", [0, 1, 1]);
/** `torch.eq`: a = b. A nan equals nothing. */
export const eq = comparison("eq", "==", [0, 1, 0]);
/** `torch.ne`: a ≠ b. */
export const ne = comparison("ne", "!=", [1, 0, 1]);
