import { DiagnosticError } from "../base/diagnostic.ts";
import { contiguousStride } from "../base/stridedLayout.ts";
import { channelsLastStride, isLikeChannelsLast } from "../tensor/channelsLast.ts";
import type { DType } from "../tensor/dtype.ts";
import type { Kernels } from "../tensor/kernels/kernels.ts";
import { formatShape, sameShape, type Shape } from "../tensor/shape.ts";
import type { Tensor } from "../tensor/tensor.ts";
import { dimension } from "./dimension.ts";
import { defineOp, variadicOf, type TensorSpec } from "./contract/op.ts";
import { promote } from "./promote.ts";
import { matrix } from "./contract/matrix.ts";

/** Gives the dimension along which the tensors lie one after another; 0 when absent. */
export type CatAttributes = { readonly dim?: number };

/** Is `torch.cat`: one after another along a dimension. As in PyTorch, empty vectors do not count. */
export const cat = defineOp<string, CatAttributes>({
  name: "cat",
  inputs: [],
  variadic: true,
  shape(inputs, { dim = 0 }) {
    const tensors = variadicOf(inputs);
    const axis = checked(tensors, dim);
    const counted = tensors.filter((tensor) => !isSkipped(tensor));
    const shape = (counted[0] ?? tensors[0]!).shape;
    const size = counted.reduce((sum, tensor) => sum + tensor.shape[axis]!, 0);
    return { dtype: promoteAll("cat", tensors), shape: counted.length === 0 ? [0] : shape.with(axis, size) };
  },
  stride: (inputs, { shape }) => joinedStride(variadicOf(inputs), shape),
  forward(inputs, y, { kernels, attributes: { dim = 0 } }) {
    forParts(variadicOf(inputs), y, dim, (tensor, part) => kernels.copy(tensor, part));
  },
  // Each part's gradient goes to the tensor that it came from.
  backward(values, dy, grads, { kernels, attributes: { dim = 0 } }) {
    forParts(variadicOf(values), dy, dim, (_, part, at) => accumulate(part, grads[at], kernels));
  },
  why: {
    forward(at, { inputs, attributes: { dim = 0 }, y }) {
      const axis = dimension(dim, y.shape.length);
      const [name, start] = startsIn(inputs, axis).findLast(([, from]) => from <= at[axis]!)!;
      return inputs[name]!.at(at.with(axis, at[axis]! - start));
    },
    backward(input, at, { inputs, attributes: { dim = 0 }, dy }) {
      const axis = dimension(dim, dy.shape.length);
      const [, start] = startsIn(inputs, axis).find(([name]) => name === input)!;
      return dy.at(at.with(axis, at[axis]! + start));
    },
  },
  told: { forward: "{list}, one behind the other[ {lines}]: {y size}", backward: "its own part of {y}.grad" },
  torch: (inputs, { dim = 0 }) => `torch.cat([${variadicOf(inputs).join(", ")}], dim=${dim})`,
  examples: [
    { inputs: { 0: [1, 2], 1: [3] }, out: [1, 2, 3] },
    {
      inputs: { 0: matrix([1], [2]), 1: matrix([3, 4], [5, 6]) },
      attributes: { dim: 1 },
      out: matrix([1, 3, 4], [2, 5, 6]),
    },
  ],
});

/** Returns the strides of tensors put one after another: row-major, but for images whose channels are all innermost. */
export function joinedStride(
  tensors: readonly Pick<TensorSpec, "shape" | "stride">[],
  shape: Shape,
): readonly number[] {
  return tensors.every(isLikeChannelsLast) ? channelsLastStride(shape) : contiguousStride(shape);
}

/** Applies PyTorch's promotion over a list. */
export function promoteAll(name: string, tensors: readonly TensorSpec[]): DType {
  return tensors.reduce(
    (dtype, tensor) => (dtype === tensor.dtype ? dtype : promote(name, dtype, tensor.dtype)),
    tensors[0]!.dtype,
  );
}

function accumulate(part: Tensor, grad: Tensor | undefined, kernels: Kernels): void {
  if (grad !== undefined) kernels.accumulate(part, grad);
}

/** Each tensor with the window on `whole` that is its own. */
function forParts(
  tensors: readonly Tensor[],
  whole: Tensor,
  dim: number,
  visit: (tensor: Tensor, part: Tensor, at: number) => void,
): void {
  if (tensors.every(isSkipped)) return; // Of nothing but empty vectors PyTorch takes any dimension.
  const axis = dimension(dim, whole.shape.length);
  let offset = whole.offset;
  for (const [at, tensor] of tensors.entries()) {
    if (isSkipped(tensor)) continue;
    visit(tensor, { ...whole, shape: tensor.shape, offset }, at);
    offset += tensor.shape[axis]! * whole.stride[axis]!;
  }
}

/** The names of the tensors that count, each with where along the dimension it starts. */
function startsIn(inputs: Readonly<Record<string, Pick<TensorSpec, "shape">>>, axis: number): [string, number][] {
  let start = 0;
  return variadicOf(inputs).flatMap((tensor, at): [string, number][] => {
    const from = start;
    if (tensor.shape.includes(0)) return [];
    start += tensor.shape[axis]!;
    return [[`${at}`, from]];
  });
}

function isSkipped({ shape }: TensorSpec): boolean {
  return shape.length === 1 && shape[0] === 0;
}

/** The dimension, counted from the front. */
function checked(tensors: readonly TensorSpec[], dim: number): number {
  if (tensors.length === 0)
    throw DiagnosticError.of("torch.cat(): expected a non-empty list of Tensors", {
      plain: "No tensor is wired.",
    });
  const scalar = tensors.findIndex(({ shape }) => shape.length === 0);
  if (scalar >= 0) {
    throw DiagnosticError.of(`zero-dimensional tensor (at position ${scalar}) cannot be concatenated`, {
      plain: "A single number has no dimension to be joined along. Stack joins single numbers.",
    });
  }
  const first = tensors.find((tensor) => !isSkipped(tensor));
  if (first === undefined) return 0;
  const axis = dimension(dim, first.shape.length);
  for (const [at, tensor] of tensors.entries()) {
    if (isSkipped(tensor)) continue;
    const [wanted, found] = [first.shape, tensor.shape];
    if (wanted.length !== found.length) {
      throw DiagnosticError.of(
        `Tensors must have same number of dimensions: got ${wanted.length} and ${found.length}`,
        {
          plain: `All but dimension ${axis} must be alike. Unsqueeze adds a dimension of size 1.`,
        },
      );
    }
    if (sameShape(wanted.with(axis, 0), found.with(axis, 0))) continue;
    const other = wanted.findIndex((size, index) => index !== axis && size !== found[index]);
    throw DiagnosticError.of(
      `Sizes of tensors must match except in dimension ${axis}. Expected size ${wanted[other]} but got size ${found[other]} ` +
        `for tensor number ${at} in the list.`,
      { plain: catInWords(wanted, found, axis) },
    );
  }
  return axis;
}

function catInWords(wanted: Shape, found: Shape, axis: number): string {
  const other = wanted.findIndex((_, dim) => sameShape(wanted.with(dim, 0), found.with(dim, 0)));
  const remedy = other < 0 ? "" : ` Along dim ${other} they would fit.`;
  return `All but dimension ${axis} of ${formatShape(wanted)} and ${formatShape(found)} must be alike.${remedy}`;
}
