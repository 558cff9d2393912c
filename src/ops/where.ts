import { broadcastShape } from "../tensor/broadcast.ts";
import { elementwiseStride } from "../tensor/elementwiseStride.ts";
import { promoteAll } from "./cat.ts";
import { checkMask } from "./mask.ts";
import { defineOp } from "./contract/op.ts";
import { gated } from "./why/gated.ts";
import { matrix } from "./contract/matrix.ts";
import { OVER_PLACES } from "./told/families.ts";

/** Is `torch.where(condition, x, y)`, x and y being `a` and `b` here: all three broadcast. */
export const where = defineOp({
  name: "where",
  inputs: ["condition", "a", "b"],
  broadcasts: true,
  called: { a: "x", b: "y" },
  shape({ condition, a, b }) {
    checkMask(
      condition,
      "condition",
      (dtype) => `where expected condition to be a boolean tensor, but got a tensor with dtype ${dtype}`,
    );
    const dtype = promoteAll("where", [a, b]);
    const shape = broadcastShape(broadcastShape(condition.shape, a.shape), b.shape);
    return { dtype, shape, saved: { part: { dtype, shape } } };
  },
  stride: ({ condition, a, b }, { shape }) => elementwiseStride(shape, [condition, a, b]),
  forward({ condition, a, b }, y, { kernels }) {
    kernels.copy(b, y);
    kernels.copyWhere(condition, a, y);
  },
  // Each gets dy where it was taken and 0 elsewhere; where it repeats, the sum.
  backward({ condition }, dy, grads, { kernels, saved }) {
    const part = saved.part!;
    if (grads.a !== undefined) {
      kernels.fill(part, 0);
      kernels.copyWhere(condition, dy, part);
      kernels.accumulate(part, grads.a);
    }
    if (grads.b !== undefined) {
      kernels.copy(dy, part);
      kernels.fillWhere(condition, 0, part);
      kernels.accumulate(part, grads.b);
    }
  },
  why: gated({ value: "condition ? a : b", passes: { a: "condition ? d : 0", b: "condition ? 0 : d" } }),
  told: {
    forward: "{a} where {condition} holds, {b} elsewhere, number by number[, {repeats}]",
    backward: {
      a: `{y}.grad where {condition} holds, and 0 elsewhere${OVER_PLACES}`,
      b: `{y}.grad where {condition} does not hold, and 0 elsewhere${OVER_PLACES}`,
    },
  },
  torch: ({ condition, a, b }) => `torch.where(${condition}, ${a}, ${b})`,
  examples: [
    { inputs: { condition: [1, 0, 1], a: [1, 2, 3], b: 0 }, truths: ["condition"], out: [1, 0, 3] },
    {
      inputs: { condition: matrix([1], [0]), a: [1, 2], b: [3, 4] },
      truths: ["condition"],
      out: matrix([1, 2], [3, 4]),
    },
  ],
});
