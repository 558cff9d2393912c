import { DiagnosticError } from "../base/diagnostic.ts";
import { broadcastShape } from "../tensor/broadcast.ts";
import { isFloat, TORCH_SCALAR_NAME, type DType } from "../tensor/dtype.ts";
import { defineOp } from "./op.ts";

/** `torch.add`: broadcasts; an integer beside a float becomes a float. */
export const add = defineOp({
  name: "add",
  summary: "Adds two tensors element by element; a dimension of size 1 repeats.",
  inputs: ["a", "b"],
  broadcasts: true,
  shape: ({ a, b }) => ({ shape: broadcastShape(a.shape, b.shape), dtype: promoted(a.dtype, b.dtype) }),
  forward({ a, b }, y, { kernels }) {
    if (a.dtype === b.dtype) {
      kernels.add(a, b, y);
    } else {
      const [same, other] = a.dtype === y.dtype ? [a, b] : [b, a];
      kernels.copy(other, y);
      kernels.add(same, y, y);
    }
  },
  // Both derivatives are 1; where an input repeats, the sum.
  backward(_, dy, grads, { kernels }) {
    if (grads.a !== undefined) kernels.accumulate(dy, grads.a);
    if (grads.b !== undefined) kernels.accumulate(dy, grads.b);
  },
  torch: ({ a, b }) => `${a} + ${b}`,
  examples: [
    { inputs: { a: [1, 2, 3], b: [10, 20, 30] }, out: [11, 22, 33] },
    {
      inputs: {
        a: [
          [1, 2],
          [3, 4],
        ],
        b: [10, 20],
      },
      out: [
        [11, 22],
        [13, 24],
      ],
    },
    { inputs: { a: [1, 2], b: 0.5 }, integers: ["a"], out: [1.5, 2.5] },
  ],
});

/** PyTorch's promotion as far as it goes here: float and integer give float. */
function promoted(a: DType, b: DType): DType {
  if (a === b && a !== "bool") return a;
  if (isFloat(a) !== isFloat(b)) return isFloat(a) ? a : b;
  throw DiagnosticError.of(`add of ${TORCH_SCALAR_NAME[a]} and ${TORCH_SCALAR_NAME[b]} is not supported`);
}
