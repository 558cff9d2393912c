import type { Attributes, Op, TensorSpec, ViewOp, Window } from "./contract/op.ts";

/** Returns the window that shows the whole of a tensor, as it lies. */
export function wholeOf({ shape, stride, offset }: TensorSpec): Window {
  return { shape, stride, offset };
}

/**
 * Returns what PyTorch does for an op on these inputs: where it hands the first of them back (`to` of the dtype that is
 * there), an op of that name that only looks at it, so that nothing is copied and gaps and repeats stay; otherwise the
 * op itself.
 */
export function orHandedBack<Input extends string, A extends Attributes>(
  op: Op<Input, A>,
  inputs: Readonly<Record<Input, TensorSpec>>,
  attributes: A,
): Op<Input, A> {
  if (op.kind === "view" || op.handsBack === undefined) return op;
  // Its rule is asked first: it may refuse.
  op.shape(inputs, attributes);
  if (!op.handsBack(inputs, attributes)) return op;
  const { name, examples, told } = op;
  const view: ViewOp<Input, A> = {
    kind: "view",
    name,
    inputs: op.inputs,
    examples,
    told,
    window: wholeOf,
    torch: (code, given) => op.torch(code, given),
  };
  return view;
}
