import { expandTensor } from "../tensor/expand.ts";
import { elements } from "../base/stridedLayout.ts";
import type { Shape } from "../tensor/shape.ts";
import type { Tensor } from "../tensor/tensor.ts";
import { unsqueezed } from "./dimension.ts";
import { productShape, productStride } from "./matmulShape.ts";
import { defineOp } from "./contract/op.ts";
import type { Cells } from "./contract/cells.ts";
import { ghosts } from "./why/elementwise.ts";
import { letterOf, type Box } from "./contract/fold.ts";
import { formula } from "./why/formula.ts";
import type { Subscript } from "./contract/term.ts";
import { matrix } from "./contract/matrix.ts";

const times = formula("a * b");

/**
 * Is `torch.matmul`: of two vectors the dot product, of matrices their product; leading dimensions are batches, which
 * broadcast. A vector on the left is a row, on the right a column, and that dimension disappears. Integers have a
 * product without a gradient, and a sentence where it is no int32.
 */
export const matmul = defineOp({
  name: "matmul",
  inputs: ["a", "b"],
  shape: ({ a, b }) => ({ dtype: a.dtype, shape: productShape(a, b) }),
  stride: ({ a, b }, { shape }) => productStride(a, b, shape),
  forward({ a, b }, y, { kernels }) {
    const batch = batchOf(a.shape, b.shape, y.shape);
    kernels.matmul(left(a, batch), right(b, batch), product(y, a, b));
  },
  multiplications: ({ a }, y) => elements(y.shape) * a.shape.at(-1)!,
  // da += dy · bᵀ,  db += aᵀ · dy.
  backward({ a, b, y }, dy, grads, { kernels }) {
    const batch = batchOf(a.shape, b.shape, y.shape);
    if (grads.a !== undefined) kernels.matmulBackwardA(product(dy, a, b), right(b, batch), left(grads.a, batch));
    if (grads.b !== undefined) kernels.matmulBackwardB(left(a, batch), product(dy, a, b), right(grads.b, batch));
  },
  why: {
    forward(at, { inputs: { a, b }, y, sum }) {
      const k = { size: a.shape.at(-1)!, letter: letterOf(y.shape.length) };
      return sum([k], ([subscript]) =>
        times({ a: a.at(inLeft(a, b, at, subscript!)), b: b.at(inRight(a, b, at, subscript!)) }),
      );
    },
    // Over every cell of the result in whose sum it stands: the upstream gradient, times what it is multiplied by there.
    backward(input, at, { inputs: { a, b }, y, dy, sum }) {
      const left = input === "a";
      const k = left ? at.at(-1)! : at.at(b.shape.length === 1 ? -1 : -2)!;
      return sum(influenced(left ? a : b, left, at, y, a, b), (subscripts) =>
        times({
          a: dy.at(subscripts),
          b: left ? b.at(inRight(a, b, subscripts, k)) : a.at(inLeft(a, b, subscripts, k)),
        }),
      );
    },
  },
  told: {
    forward: "{a rows} times {b columns}",
    backward: {
      a: "[matrices|{y}.grad · {b}, summed over {b columnCount}][!matrices|each number adds up, over all that it was multiplied by in {b}, that times the {y}.grad of what the two went into]",
      b: "[matrices|{y}.grad · {a}, summed over {a rowCount}][!matrices|each number adds up, over all that it was multiplied by in {a}, that times the {y}.grad of what the two went into]",
    },
  },
  torch: ({ a, b }) => `${a} @ ${b}`,
  examples: [
    { inputs: { a: matrix([1, 2, 3]), b: matrix([1, 0], [0, 1], [1, 1]) }, out: matrix([4, 5]) },
    { inputs: { a: [1, -1], b: matrix([1, 2], [3, 4]) }, out: [-2, -2] },
    { inputs: { a: [1, 2, 3], b: [4, 5, 6] }, out: 32 },
    {
      inputs: { a: [matrix([1, 2]), matrix([3, 4])], b: [matrix([1], [1]), matrix([10], [1])] },
      out: [matrix([3]), matrix([34])],
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

/** An index of the result: batch, row of a, column of b. A vector on a side has none. */
function split(
  subscripts: readonly Subscript[],
  a: Cells,
  b: Cells,
): { batch: readonly Subscript[]; row: Subscript[]; column: Subscript[] } {
  const columns = b.shape.length > 1 ? 1 : 0;
  const rows = a.shape.length > 1 ? 1 : 0;
  const batch = subscripts.length - rows - columns;
  return {
    batch: subscripts.slice(0, batch),
    row: subscripts.slice(batch, batch + rows),
    column: subscripts.slice(batch + rows),
  };
}

/** Where in a the k-th factor of a cell of the result stands. */
function inLeft(a: Cells, b: Cells, subscripts: readonly Subscript[], k: Subscript): Subscript[] {
  const { batch, row } = split(subscripts, a, b);
  return [...batchOfOperand(a, batch), ...row, k];
}

/** Where in b the k-th factor of a cell of the result stands. */
function inRight(a: Cells, b: Cells, subscripts: readonly Subscript[], k: Subscript): Subscript[] {
  const { batch, column } = split(subscripts, a, b);
  return [...batchOfOperand(b, batch), k, ...column];
}

/** The batch of an operand's matrix, whose leading dimensions may be fewer, or 1. */
function batchOfOperand({ shape }: Cells, batch: readonly Subscript[]): Subscript[] {
  const leading = shape.slice(0, -2);
  const added = batch.length - leading.length;
  return leading.map((size, axis) => (size === 1 ? 0 : batch[axis + added]!));
}

/** The cells of the result in whose sum an operand's cell stands: its row or column, in every batch that the operand is in. */
function influenced(operand: Cells, isLeft: boolean, at: readonly number[], y: Cells, a: Cells, b: Cells): Box {
  const { batch, row, column } = split([...y.shape.keys()], a, b);
  const matrices = { shape: y.shape.slice(0, batch.length), own: operand.shape.slice(0, -2) };
  const all = (axis: Subscript): Box[number] => ({ size: y.shape[Number(axis)]! });
  return [
    ...ghosts(matrices, at.slice(0, -2)),
    ...row.map(isLeft ? () => at.at(-2)! : all),
    ...column.map(isLeft ? all : () => at.at(-1)!),
  ];
}
