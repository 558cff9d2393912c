import { contiguousStride } from "../base/stridedLayout.ts";
import { channelsLastStride, isChannelsLast } from "./channelsLast.ts";
import { sameShape, type Shape } from "./shape.ts";
import { isContiguous, type Tensor } from "./tensor.ts";

type Layout = Pick<Tensor, "shape" | "stride">;

/**
 * Returns the strides of what an elementwise op makes of these operands, which broadcast to `shape`: they lie in the
 * order in which the first operand that decides it lies, without gaps, so that what is made of a transposed tensor is
 * transposed, too. As PyTorch's `TensorIterator` allocates (`aten/src/ATen/TensorIterator.cpp`: `fast_set_up`,
 * `reorder_dimensions`).
 */
export function elementwiseStride(shape: Shape, operands: readonly Layout[]): readonly number[] {
  const [first] = operands;
  if (first !== undefined && operands.every((operand) => sameShape(operand.shape, shape))) {
    if (operands.every(isContiguous)) return contiguousStride(shape);
    if (operands.every(isChannelsLast)) return channelsLastStride(shape);
    const alike = operands.every(({ stride }) => stride.every((step, axis) => step === first.stride[axis]));
    if (alike && isDense(first)) return first.stride;
  }
  const order = orderOf(
    shape,
    operands.map((operand) => broadcastStride(operand, shape)),
  );
  const rank = shape.length;
  if (order.every((axis, at) => axis === rank - 1 - at)) return contiguousStride(shape);
  const stride = new Array<number>(rank).fill(0);
  let step = 1;
  for (const axis of order) {
    stride[axis] = step;
    step *= shape[axis]!;
  }
  return stride;
}

/**
 * Returns the strides of a copy with other numbers in it: those of the tensor, or where it has gaps or repeats, without
 * them.
 */
export function denseStride(tensor: Layout): readonly number[] {
  return isDense(tensor) ? tensor.stride : elementwiseStride(tensor.shape, [tensor]);
}

/** The dimensions, the one with the smallest steps first. Where no operand decides, the later dimension comes first. */
function orderOf(shape: Shape, strides: readonly (readonly number[])[]): number[] {
  const order = Array.from({ length: shape.length }, (_, at) => shape.length - 1 - at);
  // An insertion sort, as the comparison may be undecided, and the outcome then depends on how one sorts.
  for (let at = 1; at < order.length; at++) {
    let moving = at;
    for (let other = at - 1; other >= 0; other--) {
      const [a, b] = [order[other]!, order[moving]!];
      const compared = compareSteps(a, b, shape, strides);
      if (compared < 0) break;
      if (compared === 0) continue;
      [order[other], order[moving]] = [b, a];
      moving = other;
    }
  }
  return order;
}

/** Above 0 if dimension `a` is to come behind `b`, below 0 if it stands right, 0 if no operand says. */
function compareSteps(a: number, b: number, shape: Shape, strides: readonly (readonly number[])[]): number {
  for (const stride of strides) {
    const [left, right] = [stride[a]!, stride[b]!];
    if (left === 0 || right === 0) continue;
    if (left !== right) return left - right;
    if (shape[a]! > shape[b]!) return 1;
  }
  return 0;
}

/** An operand's strides along the dimensions of the result, 0 where it repeats. */
function broadcastStride({ shape, stride }: Layout, result: Shape): readonly number[] {
  const added = result.length - shape.length;
  return result.map((size, axis) => {
    const own = shape[axis - added];
    return own === undefined || (own === 1 && size !== 1) ? 0 : stride[axis - added]!;
  });
}

/** Whether every place of a stretch of memory is one element's, in whatever order. */
function isDense(tensor: Layout): boolean {
  if (isContiguous(tensor)) return true;
  const axes = [...tensor.shape.keys()].filter((axis) => tensor.shape[axis]! > 1);
  let step = 1;
  for (const axis of axes.toSorted((a, b) => tensor.stride[a]! - tensor.stride[b]!)) {
    if (tensor.stride[axis] !== step) return false;
    step *= tensor.shape[axis]!;
  }
  return true;
}
