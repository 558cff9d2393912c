import { expandTensor } from "../tensor/expand.ts";
import type { Shape } from "../tensor/shape.ts";
import type { Tensor } from "../tensor/tensor.ts";
import { unsqueezed } from "./dimension.ts";
import { productShape } from "./matmulShape.ts";
import { defineOp } from "./op.ts";

/**
 * `torch.matmul`: of two vectors the dot product, of matrices their product; leading dimensions are batches, which
 * broadcast. A vector on the left is a row, on the right a column, and that dimension disappears.
 */
export const matmul = defineOp({
  name: "matmul",
  summary: "Multiplies matrices, or the rows of a with the matrix b.",
  inputs: ["a", "b"],
  shape: ({ a, b }) => ({ dtype: a.dtype, shape: productShape(a, b) }),
  forward({ a, b }, y, { kernels }) {
    const batch = batchOf(a.shape, b.shape, y.shape);
    kernels.matmul(left(a, batch), right(b, batch), product(y, a, b));
  },
  // da += dy · bᵀ,  db += aᵀ · dy.
  backward({ a, b, y }, dy, grads, { kernels }) {
    const batch = batchOf(a.shape, b.shape, y.shape);
    if (grads.a !== undefined) kernels.matmulBackwardA(product(dy, a, b), right(b, batch), left(grads.a, batch));
    if (grads.b !== undefined) kernels.matmulBackwardB(left(a, batch), product(dy, a, b), right(grads.b, batch));
  },
  torch: ({ a, b }) => `${a} @ ${b}`,
  examples: [
    {
      inputs: {
        a: [[1, 2, 3]],
        b: [
          [1, 0],
          [0, 1],
          [1, 1],
        ],
      },
      out: [[4, 5]],
    },
    {
      inputs: {
        a: [1, -1],
        b: [
          [1, 2],
          [3, 4],
        ],
      },
      out: [-2, -2],
    },
    { inputs: { a: [1, 2, 3], b: [4, 5, 6] }, out: 32 },
    {
      inputs: {
        a: [[[1, 2]], [[3, 4]]],
        b: [
          [[1], [1]],
          [[10], [1]],
        ],
      },
      out: [[[3]], [[34]]],
    },
  ],
});

/** The leading dimensions that a and b share, or null where all of a's are rows for one b. */
function batchOf(a: Shape, b: Shape, y: Shape): Shape | null {
  return b.length > 2 ? y.slice(0, y.length - (a.length === 1 ? 1 : 2)) : null;
}

/** `a` as the kernel wants it: a vector as a row, and repeated over the batch. */
function left(a: Tensor, batch: Shape | null): Tensor {
  if (batch === null) return a;
  const matrix = a.shape.length === 1 ? unsqueezed(a, 0) : a;
  return expandTensor(matrix, [...batch, ...matrix.shape.slice(-2)]);
}

/** `b` as the kernel wants it: a vector as a column, and repeated over the batch. */
function right(b: Tensor, batch: Shape | null): Tensor {
  if (batch === null) return b.shape.length === 1 ? unsqueezed(b, 1) : b;
  return expandTensor(b, [...batch, ...b.shape.slice(-2)]);
}

/** The result with the dimensions that a vector on either side let disappear. */
function product(y: Tensor, a: Tensor, b: Tensor): Tensor {
  if (b.shape.length === 1) return unsqueezed(y, y.shape.length);
  return a.shape.length === 1 && b.shape.length > 2 ? unsqueezed(y, y.shape.length - 1) : y;
}
