import type { Op } from "../../ops/op.ts";
import { reducedDims, type ReductionAttributes } from "../../ops/reduction.ts";
import type { Builder } from "../contract/builder.ts";
import type { Settings } from "../contract/setting.ts";
import type { TensorValue } from "../contract/value.ts";

/** Settings of a reduction over any dimensions: `sum`, `mean`, `var`. */
export const overDimensions = {
  dim: { kind: "shape", default: "", optional: true, summary: "dimensions, negative from the end; empty: all" },
  keepdim: { kind: "boolean", default: false, summary: "leave them in with size 1" },
} as const satisfies Settings;

/** Settings of `var` and `std`. */
export const correctedSettings = {
  ...overDimensions,
  correction: {
    kind: "integer",
    default: "1",
    min: 0,
    summary: "what is subtracted from n: 1 for a sample, 0 for all there is",
    minor: true,
  },
} as const satisfies Settings;

/** What the help of a reduction over any dimensions begins with. */
export const REDUCES =
  "Over the dimensions in `dim`; over all of them when it is empty, which gives a single number. With `keepdim` a " +
  "reduced dimension stays with size 1, so that the result broadcasts against x: `[32, 27]` over `1` gives " +
  "`[32, 1]`, without it `[32]`. ";

/** Settings of a reduction along one dimension: `max`, `argmax`. */
export const alongDimension = {
  dim: {
    kind: "integer",
    default: "",
    min: -8,
    optional: true,
    summary: "one dimension, negative from the end; empty: all",
  },
  keepdim: { kind: "boolean", default: false, summary: "leave it in with size 1" },
} as const satisfies Settings;

/** The outputs of a node that applies a reduction to `x`. */
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
