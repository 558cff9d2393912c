import { formatCount } from "../../base/formatNumber.ts";
import { elements } from "../../base/stridedLayout.ts";
import { reducedCount, reducedDims, type ReductionAttributes } from "../../ops/reduction.ts";
import { variadicOf, type Attributes, type Op } from "../../ops/contract/op.ts";
import type { ToldNames, ToldValue } from "../../ops/told/phrase.ts";
import type { Shape } from "../../tensor/shape.ts";
import { counted, listed, sizeOf, tensorWords, type ToldTensor } from "../../ops/told/words.ts";

/** Attributes that say a dimension. */
const DIMENSIONS = ["dim", "dim0", "dim1"];

/** Describes one use of an op, as far as a sentence speaks of it. */
export interface ToldUse {
  readonly op: Op;
  readonly inputs: Readonly<Record<string, ToldTensor>>;
  readonly y: ToldTensor;
  readonly attributes: Attributes;
}

/**
 * Returns what the texts of an op may name: its inputs, the result `y`, the attributes that are one number or word, and
 * `repeats`, which operands are repeated to what size; `along`, over what a reduction goes; `lines`, where what lies along
 * `dim` does (`in each row`); `matrices`, whether all inputs have rows and columns; `reshaped`, whether the result has another shape; `list`, the inputs of an op that takes any number.
 */
export function toldNames({ op, inputs, y, attributes }: ToldUse): ToldNames {
  const names: Record<string, ToldValue> = {};
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || ["string", "number", "boolean"].includes(typeof value)) names[name] = value as ToldValue;
  }
  const first = Object.values(inputs)[0];
  for (const name of DIMENSIONS) {
    const dim = attributes[name];
    if (first === undefined || typeof dim !== "number") continue;
    names[name] = dim < 0 ? dim + Math.max(first.shape.length, y.shape.length) : dim;
  }
  return {
    ...names,
    ...inputs,
    y,
    repeats: op.kind === "compute" && op.broadcasts === true ? repeated(inputs, y) : "",
    // Of other ops `dim` may be a dimension that their input does not have.
    along: () => (first === undefined ? "" : along(first, attributes)),
    lines: () => linesOf(names["dim"], first),
    reshaped: first !== undefined && first.shape.join() !== y.shape.join(),
    matrices: Object.values(inputs).every(({ shape }) => shape.length === 2),
    list: listed(variadicOf(inputs).map(({ label }) => label)),
  };
}

/**
 * Returns the names of what is told of one input's gradient: the same, the input as `self` and, where it is repeated, in
 * how many `places` each of its numbers stands.
 */
export function gradientNames(use: ToldUse, input: string): ToldNames {
  const self = use.inputs[input]!;
  const [count, own] = [elements(use.y.shape), elements(self.shape)];
  const repeats = use.op.kind === "compute" && use.op.broadcasts === true && own > 0 && count > own;
  return { ...toldNames(use), self, places: repeats ? formatCount(count / own) : "" };
}

/** `b repeated to 32×100`. */
function repeated(inputs: Readonly<Record<string, ToldTensor>>, { shape }: ToldTensor): string {
  const smaller = Object.values(inputs).filter((input) => input.shape.join() !== shape.join());
  return smaller.length === 0 ? "" : `${listed(smaller.map(({ label }) => label))} repeated to ${sizeOf(shape)}`;
}

/** `all 864 numbers of x (32×27)`, `the 27 numbers in each row of x (32×27)`. */
function along(tensor: ToldTensor, attributes: ReductionAttributes): string {
  const { label, shape } = tensor;
  const dims = reducedDims(attributes, shape.length);
  if (dims.length === shape.length) return tensorWords["all"]!(tensor);
  const numbers = counted(reducedCount(shape, dims), "number");
  if (dims.length === 1) return `the ${numbers} ${placeWords(dims[0]!, shape)} of ${label} (${sizeOf(shape)})`;
  return `the ${numbers} along dimensions ${listed(dims.map(String))} of ${label} (${sizeOf(shape)}, counted from 0)`;
}

/** Where the numbers lie that an op goes through; nothing where there is no other way. */
function linesOf(dim: ToldValue, first: ToldTensor | undefined): string {
  return first === undefined || first.shape.length < 2 || typeof dim !== "number" ? "" : placeWords(dim, first.shape);
}

/** Where the numbers lie that one dimension leads through: `in each row`, `in each column`, `along dimension 1`. */
function placeWords(dim: number, { length: rank }: Shape): string {
  if (rank > 1 && dim === rank - 1) return "in each row";
  return rank === 2 ? "in each column" : `along dimension ${dim} (counted from 0)`;
}
