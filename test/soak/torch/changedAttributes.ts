import { elements } from "../../../src/base/stridedLayout.ts";
import type { Attributes } from "../../../src/ops/contract/op.ts";
import type { Shape } from "../../../src/tensor/shape.ts";

/** A number for each place that asks for one: a recipe's. */
type Picks = (at: number) => number;

/** Of attributes whose values do not depend on a shape: what they may be. Undefined leaves it out. */
const CHOICES: Readonly<Record<string, readonly unknown[]>> = {
  diagonal: [0, 1, -1, 2, -3, 7],
  value: [-Infinity, 0, 1.5, -100, Infinity, NaN, 1e30, -1],
  min: [-Infinity, -0.5, 0, 1, Infinity, undefined],
  max: [Infinity, 0.25, 2, -1, 0, undefined],
  start: [0, 1, -2, 2, -9, 9, undefined],
  end: [2, -1, 3, 99, 0, undefined],
  step: [1, 2, 3, undefined],
  index: [0, -1, 1, 2, 0, -4],
  correction: [1, 0, 2, undefined],
  keepdim: [true, false, undefined],
  reduction: ["mean", "sum", "none"],
  ignore_index: [-100, 0, 1, -1, undefined],
  label_smoothing: [0, 0.1, 0.5, 1, undefined],
  num_classes: [4, 5, 7, 2],
  p: [0, 0.1, 0.5, 1],
  approximate: ["none", "tanh"],
};

/** Attributes for a tensor of that shape: those of a case, with other sizes, dimensions and values. */
export function changed(attributes: Attributes, shape: Shape, number: Picks): Attributes {
  const rank = shape.length;
  const entries = Object.entries(attributes).map(([name, value], at): [string, unknown] => {
    if (name === "shape") return [name, shapeLike(shape, number)];
    if (name === "dims") return [name, permutation(rank, number)];
    if (name === "normalized_shape") return [name, shape.slice(number(2) % Math.max(1, rank))];
    if (name === "dim" && Array.isArray(value) && number(at) % 4 > 0)
      return [name, permutation(rank, number).slice(0, 1 + (number(6) % Math.max(1, rank)))];
    // Mostly a dimension that is there.
    if ((name.startsWith("dim") || name.endsWith("_dim")) && typeof value === "number")
      return [name, (number(at + 2) % (2 * rank + (number(5) % 8 === 0 ? 3 : 0) || 1)) - rank];
    const choices = CHOICES[name];
    if (choices === undefined || number(at + 3) % 4 === 0) return [name, value];
    return [name, choices[number(at + 1) % choices.length]];
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** Mostly each dimension once. */
function permutation(rank: number, number: Picks): readonly number[] {
  const dims = Array.from({ length: rank }, (_, axis) => (axis + number(2)) % rank);
  if (number(3) % 2 === 0) dims.reverse();
  return number(5) % 8 === 0 ? dims.slice(1) : dims;
}

function shapeLike(shape: Shape, number: Picks): Shape {
  const count = elements(shape);
  const choices: Shape[] = [
    [...shape], shape.toReversed(), [...shape, 1], [1, ...shape], [2, ...shape], [-1], [count], [-1, shape.at(-1) ?? 1],
    shape.map((size) => (size === 1 ? 3 : size)), shape.length < 2 ? [1, -1] : [shape[0]! * shape[1]!, ...shape.slice(2)],
    [7, -1],
  ]; // prettier-ignore
  return choices[number(2) % choices.length]!;
}
