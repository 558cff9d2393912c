import { DiagnosticError } from "../base/diagnostic.ts";
import { computeStride } from "../tensor/computeStride.ts";
import { formatShape, sameShape } from "../tensor/shape.ts";
import type { Tensor } from "../tensor/tensor.ts";
import { joinedStride, promoteAll } from "./cat.ts";
import { dimension } from "./dimension.ts";
import { defineOp, variadicOf, type TensorSpec } from "./contract/op.ts";
import { matrix } from "./contract/matrix.ts";

/** Says where the new dimension stands; 0 when absent. */
export type StackAttributes = { readonly dim?: number };

/** Is `torch.stack`: tensors of one shape along a new dimension. */
export const stack = defineOp<string, StackAttributes>({
  name: "stack",
  inputs: [],
  variadic: true,
  shape(inputs, { dim = 0 }) {
    const tensors = variadicOf(inputs);
    const first = tensors[0];
    if (first === undefined)
      throw DiagnosticError.of("stack expects a non-empty TensorList", {
        plain: "No tensor is wired.",
      });
    const axis = dimension(dim, first.shape.length + 1);
    const other = tensors.findIndex(({ shape }) => !sameShape(shape, first.shape));
    if (other >= 0) {
      throw DiagnosticError.of(
        `stack expects each tensor to be equal size, but got ${formatShape(first.shape)} at entry 0 and ` +
          `${formatShape(tensors[other]!.shape)} at entry ${other}`,
        {
          plain: "What is stacked has one shape. Cat joins what differs in one dimension.",
        },
      );
    }
    return { dtype: promoteAll("stack", tensors), shape: first.shape.toSpliced(axis, 0, tensors.length) };
  },
  // PyTorch joins them along a dimension that is there, which it then splits; a new last one it adds first.
  stride(inputs, { shape }, { dim = 0 }) {
    const tensors = variadicOf(inputs);
    const axis = dimension(dim, shape.length);
    if (axis === shape.length - 1) return joinedStride(tensors.map(withLast), shape);
    const [first] = tensors;
    const joined = first!.shape.with(axis, first!.shape[axis]! * tensors.length);
    return computeStride(joined, joinedStride(tensors, joined), shape)!;
  },
  forward(inputs, y, { kernels, attributes: { dim = 0 } }) {
    for (const [at, tensor] of variadicOf(inputs).entries()) kernels.copy(tensor, selected(y, dim, at));
  },
  // Each layer's gradient goes to the tensor that it came from.
  backward(values, dy, grads, { kernels, attributes: { dim = 0 } }) {
    for (const at of variadicOf(values).keys()) {
      const grad = grads[at];
      if (grad !== undefined) kernels.accumulate(selected(dy, dim, at), grad);
    }
  },
  why: {
    forward(at, { inputs, attributes: { dim = 0 } }) {
      const axis = dimension(dim, at.length);
      return inputs[`${at[axis]!}`]!.at(at.toSpliced(axis, 1));
    },
    backward: (input, at, { dy, attributes: { dim = 0 } }) =>
      dy.at(at.toSpliced(dimension(dim, dy.shape.length), 0, Number(input))),
  },
  told: {
    forward: "{list}, side by side along a new dimension[ {dim}]: {y size}",
    backward: "its own slice of {y}.grad",
  },
  torch: (inputs, { dim = 0 }) => `torch.stack([${variadicOf(inputs).join(", ")}], dim=${dim})`,
  examples: [
    { inputs: { 0: [1, 2], 1: [3, 4] }, out: matrix([1, 2], [3, 4]) },
    { inputs: { 0: [1, 2], 1: [3, 4] }, attributes: { dim: 1 }, out: matrix([1, 3], [2, 4]) },
  ],
});

function withLast({ shape, stride }: TensorSpec): Pick<TensorSpec, "shape" | "stride"> {
  return { shape: [...shape, 1], stride: [...stride, 1] };
}

/** The layer at `index` of dimension `dim`. */
function selected(whole: Tensor, dim: number, index: number): Tensor {
  const axis = dimension(dim, whole.shape.length);
  return {
    ...whole,
    shape: whole.shape.toSpliced(axis, 1),
    stride: whole.stride.toSpliced(axis, 1),
    offset: whole.offset + index * whole.stride[axis]!,
  };
}
