import { DiagnosticError } from "../base/diagnostic.ts";
import { broadcastShape } from "../tensor/broadcast.ts";
import { computeStride } from "../tensor/computeStride.ts";
import { elementwiseStride } from "../tensor/elementwiseStride.ts";
import { expandTensor, expandWindow } from "../tensor/expand.ts";
import { formatShape, type Shape } from "../tensor/shape.ts";
import type { Tensor } from "../tensor/tensor.ts";
import { defineOp, variadicOf, type TensorSpec } from "./contract/op.ts";
import { formula } from "./why/formula.ts";
import { broadcastCells, type Cells } from "./contract/cells.ts";
import { literal, type Cell, type Formula, type Term } from "./contract/term.ts";
import { matrix } from "./contract/matrix.ts";
import { sized, wantsIndices } from "./plain/tensorInWords.ts";

const counted = formula("index + size");
const picks = formula("index == position");
const both = formula("a * b");

/**
 * Is PyTorch's `x[i0, i1, …]` with tensors of indices, which broadcast together: one for each dimension of x from the
 * first on. Negative indices count from the end.
 */
export const index = defineOp<string>({
  name: "index",
  inputs: ["x"],
  variadic: true,
  shape({ x, ...rest }) {
    const indices = variadicOf(rest);
    return { dtype: x!.dtype, shape: [...shapeOf(x!, indices), ...x!.shape.slice(indices.length)] };
  },
  // PyTorch looks at x as if the dimensions that are picked from were the indices', in which it stands still.
  stride({ x, ...rest }, { shape }) {
    const indices = variadicOf(rest);
    const picked = shape.length - (x!.shape.length - indices.length);
    const still = shape.map((_, axis) => (axis < picked ? 0 : x!.stride[axis - picked + indices.length]!));
    return elementwiseStride(shape, [
      { shape, stride: still },
      ...indices.map((tensor) => aligned(tensor, shape.slice(0, picked), shape.length)),
    ]);
  },
  forward: ({ x, ...rest }, y, { kernels }) => kernels.index(x!, expanded(rest), y),
  // An element picked twice gets the sum of both gradients.
  backward(values, dy, grads, { kernels }) {
    if (grads.x !== undefined) kernels.indexBackward(dy, expanded(values), grads.x);
  },
  why: {
    forward: (at, { inputs: { x, ...rest } }) => {
      const indices = indexCells(rest);
      const subscripts = at.slice(0, indices[0]!.shape.length);
      const picked = indices.map((index, axis) => wrapped(index.at(subscripts), x!.shape[axis]!));
      return x!.at([...picked, ...at.slice(subscripts.length)]);
    },
    backward(_, at, { inputs: { x, ...rest }, dy, sum }) {
      const indices = indexCells(rest);
      return sum(
        indices[0]!.shape.map((size) => ({ size })),
        (subscripts) => dy.at([...subscripts, ...at.slice(indices.length)]),
        (subscripts) =>
          indices
            .map((index, axis): Term => {
              return picks({ index: wrapped(index.at(subscripts), x!.shape[axis]!), position: literal(at[axis]!) });
            })
            .reduce((a, b) => both({ a, b })),
      );
    },
  },
  told: {
    forward: "the numbers of {x full} at the places that {list} name",
    backward: "the {y}.grad of every place for which it was picked, added up",
  },
  torch: ({ x, ...rest }) => `${x}[${variadicOf(rest).join(", ")}]`,
  examples: [
    { inputs: { x: matrix([1, 2, 3], [4, 5, 6]), 0: [0, 1, 1], 1: [2, 0, -1] }, integers: ["0", "1"], out: [3, 4, 6] },
    { inputs: { x: matrix([1, 2], [3, 4]), 0: [1, 1] }, integers: ["0"], out: matrix([3, 4], [3, 4]) },
  ],
});

/** An index's layout, with the dimensions that are not picked from behind its own, as PyTorch reshapes it. */
function aligned(index: TensorSpec, picked: Shape, rank: number): Pick<TensorSpec, "shape" | "stride"> {
  const shape = [...picked, ...new Array<number>(rank - picked.length).fill(1)];
  return { shape, stride: computeStride(picked, expandWindow(index, picked).stride, shape)! };
}

/** The indices' common shape. */
function shapeOf(x: TensorSpec, indices: readonly TensorSpec[]): Shape {
  if (indices.length === 0)
    throw DiagnosticError.of("index expects at least one tensor of indices", {
      plain: "No indices are wired.",
    });
  // A mask may stand for several dimensions, or for none.
  if (indices.some(({ dtype }) => dtype === "bool")) {
    throw DiagnosticError.of("index with a mask is not supported: expected int32 indices", {
      plain: "How many places a mask picks is not known before. Where and MaskedFill keep the shape.",
    });
  }
  if (indices.length > x.shape.length) {
    throw DiagnosticError.of(`too many indices for tensor of dimension ${x.shape.length}`, {
      plain: `${sized(x, "x")} takes ${x.shape.length} tensors of indices at most; there are ${indices.length}.`,
    });
  }
  if (indices.some(({ dtype }) => dtype !== "int32")) {
    throw DiagnosticError.of("tensors used as indices must be long, byte or bool tensors", {
      plain: wantsIndices(
        indices.find(({ dtype }) => dtype !== "int32")!,
        "index",
      ),
    });
  }
  try {
    return broadcastAll(indices);
  } catch {
    const shapes = indices.map(({ shape }) => formatShape(shape)).join(", ");
    throw DiagnosticError.of(`shape mismatch: indexing tensors could not be broadcast together with shapes ${shapes}`, {
      plain: "Counted from the right, their sizes must be equal, or 1.",
    });
  }
}

function broadcastAll(tensors: readonly TensorSpec[]): Shape {
  return tensors.reduce<Shape>((shape, tensor) => broadcastShape(shape, tensor.shape), []);
}

function expanded(inputs: Readonly<Record<string, Tensor>>): Tensor[] {
  const indices = variadicOf(inputs);
  const shape = broadcastAll(indices);
  return indices.map((tensor) => expandTensor(tensor, shape));
}

/** The indices' cells, named by their common shape. */
function indexCells(inputs: Readonly<Record<string, Cells>>): Cells[] {
  const indices = variadicOf(inputs);
  const shape = indices.reduce<Shape>((common, { own }) => broadcastShape(common, own), []);
  return indices.map((cells) => broadcastCells(cells, shape));
}

/** The position that an index means: a negative one counts from the end. */
function wrapped(index: Cell, size: number): Cell | Formula {
  return index.value < 0 ? counted({ index, size: literal(size) }) : index;
}
