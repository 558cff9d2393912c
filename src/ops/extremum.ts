import { broadcastShape } from "../tensor/broadcast.ts";
import { promoteAll } from "./cat.ts";
import { keepsOrder } from "./keepsOrder.ts";
import { defineOp, type ComputeOp } from "./contract/op.ts";
import { converted } from "./promote.ts";
import { gated } from "./why/gated.ts";
import { toldOfPair } from "./told/families.ts";

/**
 * Returns the op `torch.maximum` or `torch.minimum`. A nan wins. Equal elements share the gradient; beside a nan both
 * get it whole.
 */
export function extremum(name: "maximum" | "minimum"): ComputeOp<"a" | "b"> {
  const smallest = name === "minimum";
  const winner = `{y}.grad where {self} was the ${smallest ? "smaller" : "larger"}, half of it where both were equal, and 0 elsewhere`;
  const beaten = smallest ? ">" : "<";
  const passes = (own: string, other: string): string =>
    `${own} ${beaten} ${other} ? 0 : ${own} == ${other} ? d / 2 : d`;
  return defineOp({
    name,
    inputs: ["a", "b"],
    broadcasts: true,
    shape({ a, b }) {
      const dtype = promoteAll(name, [a, b]);
      const shape = broadcastShape(a.shape, b.shape);
      return { dtype, shape, saved: { part: { dtype, shape } } };
    },
    stride: keepsOrder,
    forward({ a, b }, y, { kernels }) {
      kernels.extremum(converted(a, y, kernels), converted(b, y, kernels), y, smallest);
    },
    // Half of dy where both are equal, all of it where the other loses.
    backward({ a, b }, dy, grads, { kernels, saved }) {
      const part = saved.part!;
      for (const [own, other, grad] of [
        [a, b, grads.a],
        [b, a, grads.b],
      ] as const) {
        if (grad === undefined) continue;
        kernels.copy(dy, part);
        kernels.passWinner(own, other, part, smallest);
        kernels.accumulate(part, grad);
      }
    },
    why: gated({
      // `max` of the expression language, for a nan beside a number.
      value: `${smallest ? "min" : "max"}(a, b)`,
      passes: { a: passes("a", "b"), b: passes("b", "a") },
    }),
    told: toldOfPair(`the ${smallest ? "smaller" : "larger"} of {a full} and {b full}`, { a: winner, b: winner }),
    torch: ({ a, b }) => `torch.${name}(${a}, ${b})`,
    examples: [
      { inputs: { a: [1, 2, 3], b: [3, 2, 1] }, out: smallest ? [1, 2, 1] : [3, 2, 3] },
      { inputs: { a: [-1, 4], b: 0 }, integers: ["a", "b"], out: smallest ? [-1, 0] : [0, 4] },
    ],
  });
}
