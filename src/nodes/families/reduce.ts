import type { Op } from "../../ops/contract/op.ts";
import { reducedDims, type ReductionAttributes } from "../../ops/reduction.ts";
import type { Builder } from "../contract/builder.ts";
import type { TensorValue } from "../contract/value.ts";

/** Returns the outputs of a node that applies a reduction to `x`. */
export function reduce<A extends ReductionAttributes>(
  op: Op<"x", A>,
  x: TensorValue,
  attributes: A,
  builder: Builder,
): { readonly out: TensorValue } {
  const tensor = builder.apply(op, { x: x.tensor }, attributes);
  return { out: { kind: "tensor", tensor, dims: keptDims(x, attributes) } };
}

/** The names of the dimensions that a reduction leaves; one that stays with size 1 has none. */
function keptDims({ tensor, dims }: TensorValue, attributes: ReductionAttributes): (string | null)[] {
  const reduced = reducedDims(attributes, tensor.shape.length);
  if (attributes.keepdim === true) return dims.map((name, axis) => (reduced.includes(axis) ? null : name));
  return dims.filter((_, axis) => !reduced.includes(axis));
}
