import { contiguousStride, offsetInStorage, unravel } from "../../base/stridedLayout.ts";
import type { Shape } from "../../tensor/shape.ts";
import type { Attributes, TensorSpec, ViewOp, Window } from "../contract/op.ts";
import type { Box } from "../contract/fold.ts";
import { literal } from "../contract/term.ts";
import type { Why } from "../contract/why.ts";

/**
 * Returns the why of every view: its cell is a cell of its input, looked at under another index. The windows of views
 * do not overlap but for what repeats, by stride 0.
 */
export function viewWhy<A extends Attributes>(op: ViewOp<string, A>): Why<string, A> {
  const [input] = op.inputs as [string];
  return {
    forward(at, { inputs, attributes }) {
      const { shape } = inputs[input]!;
      const { stride, offset } = windowOn(op, shape, attributes);
      return inputs[input]!.at(unravel(offsetInStorage({ stride, offset }, at), shape));
    },
    backward(_, at, { inputs, attributes, dy, sum }) {
      const { shape } = inputs[input]!;
      const box = seenAt(
        windowOn(op, shape, attributes),
        offsetInStorage({ stride: contiguousStride(shape), offset: 0 }, at),
      );
      return box === null ? literal(0) : sum(box, (subscripts) => dy.at(subscripts));
    },
  };
}

/** The window on a tensor that lies contiguously: which index of it an index of the view is. */
function windowOn<A extends Attributes>(op: ViewOp<string, A>, shape: Shape, attributes: A): Window {
  const even: TensorSpec = { dtype: "float32", shape, stride: contiguousStride(shape), offset: 0 };
  return op.window(even, attributes);
}

/** The cells of the window that lie at an offset of the storage: none, or one, repeated where the stride is 0. */
function seenAt({ shape, stride, offset }: Window, at: number): Box | null {
  if (shape.includes(0)) return null;
  let rest = at - offset;
  const box: (Box[number] | undefined)[] = shape.map((size, axis) => (stride[axis] === 0 && size !== 1 ? { size } : 0));
  const axes = [...shape.keys()].filter((axis) => typeof box[axis] === "number");
  for (const axis of axes.toSorted((a, b) => stride[b]! - stride[a]!)) {
    const i = stride[axis] === 0 ? 0 : Math.floor(rest / stride[axis]!);
    if (i < 0) return null;
    box[axis] = Math.min(i, shape[axis]! - 1);
    rest -= box[axis] * stride[axis]!;
  }
  return rest === 0 ? (box as Box) : null;
}
