import { reducedDims, type ReductionAttributes } from "../ops/reduction.ts";
import type { TensorValue } from "./nodeType.ts";

/** The names of the dimensions that a reduction leaves; one that stays with size 1 has none. */
export function reducedDimNames({ tensor, dims }: TensorValue, attributes: ReductionAttributes): (string | null)[] {
  const reduced = reducedDims(attributes, tensor.shape.length);
  if (attributes.keepdim === true) return dims.map((name, axis) => (reduced.includes(axis) ? null : name));
  return dims.filter((_, axis) => !reduced.includes(axis));
}
