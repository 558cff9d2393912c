import { DiagnosticError } from "../base/diagnostic.ts";
import { broadcastShape } from "../tensor/broadcast.ts";
import { isFloat } from "../tensor/dtype.ts";
import { keepsOrder } from "./keepsOrder.ts";
import { defineOp } from "./contract/op.ts";
import { converted, promote } from "./promote.ts";
import { elementwise } from "./why/elementwise.ts";
import { matrix } from "./contract/matrix.ts";
import { toldOfPair } from "./told/families.ts";
import { wantsNumbers } from "./plain/tensorInWords.ts";

/**
 * Is `torch.pow` with a tensor as exponent, 0-d for a number: broadcasts; an integer beside a float becomes a float.
 * `expression` has the same powers.
 */
export const pow = defineOp({
  name: "pow",
  inputs: ["a", "b"],
  broadcasts: true,
  shape({ a, b }) {
    const shape = broadcastShape(a.shape, b.shape);
    if (a.dtype === "bool" && b.dtype === "bool")
      throw DiagnosticError.of("\"pow\" not implemented for 'Bool'", { plain: wantsNumbers(a, "a") });
    const dtype = promote("pow", a.dtype, b.dtype);
    return isFloat(dtype) ? { shape, dtype, saved: { scratch: { dtype, shape } } } : { shape, dtype };
  },
  stride: keepsOrder,
  forward: ({ a, b }, y, { kernels }) => kernels.pow(converted(a, y, kernels), converted(b, y, kernels), y),
  // da += dy · b · aᵇ⁻¹ (0 where b is 0),  db += dy · (aᵇ · log a), the factor 0 where a is 0 and b is not negative.
  backward({ a, b }, dy, grads, { kernels, saved }) {
    const scratch = saved.scratch!;
    if (grads.a !== undefined) {
      kernels.copy(dy, scratch);
      kernels.powByBase(a, b, scratch);
      kernels.accumulate(scratch, grads.a);
    }
    if (grads.b !== undefined) {
      kernels.copy(dy, scratch);
      kernels.powByExponent(a, b, scratch);
      kernels.accumulate(scratch, grads.b);
    }
  },
  why: elementwise("a ^ b"),
  told: toldOfPair("{a full} to the power of {b full}", {
    a: "{y}.grad times {b} · {a}^({b} − 1), the slope there",
    b: "{y}.grad times {y} · log({a}), the slope there",
  }),
  torch: ({ a, b }) => `${a} ** ${b}`,
  examples: [
    { inputs: { a: [1, 2, 3], b: 2 }, out: [1, 4, 9] },
    { inputs: { a: [4, 9], b: matrix([0.5], [-1]) }, out: matrix([2, 3], [0.25, 0.111111111]) },
    { inputs: { a: [2, 3], b: [10, 3] }, integers: ["a", "b"], out: [1024, 27] },
  ],
});
