import { elements, placeInStorage, unravel } from "../base/place.ts";
import type { AppliedOp, Plan } from "../program/plan.ts";
import { formatEndpoint } from "../base/endpoint.ts";
import type { Program } from "../program/program.ts";
import { tensorNames } from "../program/tensorName.ts";
import { expandTensor } from "../tensor/expand.ts";
import { isFloat, type TypedArray } from "../tensor/dtype.ts";
import type { Shape } from "../tensor/shape.ts";
import type { Storage } from "../tensor/storage.ts";
import { isContiguous, type Tensor } from "../tensor/tensor.ts";
import type { NotFiniteReport } from "./protocol.ts";

/**
 * Where the first number that is nan or infinite was born, in the order in which the program runs, and the nodes that
 * it has spread to; null when all numbers are finite. A parameter that an update made so comes first: everything
 * downstream has it from there.
 *
 * @param valued the nodes that have numbers.
 */
export function findNotFinite(plan: Plan, valued: ReadonlySet<string>): NotFiniteReport | null {
  const finite = new Map<Storage, boolean>();
  const births: { node: string; report: Omit<NotFiniteReport, "spread"> }[] = [];
  for (const { node, name, tensor } of plan.parameters) {
    const index = firstIndex(tensor, finite);
    if (index !== null) births.push({ node, report: describeParameter(plan, node, name, tensor, index) });
  }
  for (const applied of plan.applied) {
    if (!valued.has(applied.node) || isSet(applied)) continue;
    const index = firstIndex(applied.output, finite);
    if (index !== null) births.push({ node: applied.node, report: describeOutput(applied, index) });
  }
  const first = births[0];
  if (first === undefined) return null;
  const spread = new Set(births.map(({ node }) => node));
  spread.delete(first.node);
  return { ...first.report, spread: [...spread] };
}

/** The first number that is nan or infinite in what an instruction, which ran just now, made or changed; null for none. */
export function describeNotFinite(
  { plan, instructions }: Program,
  cursor: number,
): Omit<NotFiniteReport, "spread"> | null {
  const { pass, node, op, results } = instructions[cursor]!;
  for (const tensor of results) {
    const index = pass === "forward" && isSet(plan.applied[cursor]!) ? null : firstIndex(tensor);
    if (index === null) continue;
    if (pass === "forward") {
      // Forward instructions stand in the order of the applied ops.
      const report = describeOutput(plan.applied[cursor]!, index);
      return index.length === 0 ? report : { ...report, sentence: `${report.sentence} at [${index.join(", ")}]` };
    }
    const name = tensorNames(plan).get(tensor);
    const what = name === undefined ? "a tensor" : formatEndpoint(name);
    const side = name?.side === "grad" ? "the gradient of " : "";
    const sentence = `${op} made ${side}${what}[${index.join(", ")}] = ${valueText(tensor, index)}`;
    return { node, op, index, sentence: pass === "backward" ? `backward of ${sentence}` : sentence };
  }
  return null;
}

/** Whether what is infinite in the result was asked for: a mask filled with -inf. */
function isSet({ op, attributes }: AppliedOp): boolean {
  return op.kind === "compute" && op.setsNonFinite?.(attributes) === true;
}

function describeParameter(
  plan: Plan,
  node: string,
  name: string,
  tensor: Tensor,
  index: readonly number[],
): Omit<NotFiniteReport, "spread"> {
  const optimizer = plan.optimizers.findLast(({ parameters }) =>
    parameters.some((parameter) => parameter.tensor === tensor),
  );
  const op = optimizer?.rule.name ?? "parameter";
  return { node, op, index, sentence: `${op} made ${name}[${index.join(", ")}] = ${valueText(tensor, index)}` };
}

function describeOutput(
  { node, op, inputs, output }: AppliedOp,
  index: readonly number[],
): Omit<NotFiniteReport, "spread"> {
  const value = valueText(output, index);
  const operands = Object.values(inputs).map((input) => operandText(input, output.shape, index));
  const known = operands.every((operand) => operand !== null);
  return {
    node,
    op: op.name,
    index,
    sentence: known ? `${op.name}(${operands.join(", ")}) = ${value}` : `${op.name} gave ${value}`,
  };
}

/** The number that an elementwise op read for this element; null when the op is not elementwise in this input. */
function operandText(input: Tensor, shape: Shape, index: readonly number[]): string | null {
  const fits = input.shape.length <= shape.length;
  const repeats = input.shape.every(
    (size, axis) => size === 1 || size === shape[axis + shape.length - input.shape.length],
  );
  return fits && repeats ? valueText(expandTensor(input, shape), index) : null;
}

/** The number as PyTorch prints one: four decimals, `nan`, `inf`. */
function valueText(tensor: Tensor, index: readonly number[]): string {
  const value = tensor.storage.data[placeInStorage(tensor, index)]!;
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  return Number.isSafeInteger(value) ? String(value) : String(Number(value.toPrecision(5)));
}

/** The index of the first element, in row-major order, that is not finite. */
function firstIndex(tensor: Tensor, finite = new Map<Storage, boolean>()): readonly number[] | null {
  if (!isFloat(tensor.dtype)) return null;
  const { storage, shape } = tensor;
  let known = finite.get(storage);
  if (known === undefined) finite.set(storage, (known = areFinite(storage.data)));
  // Views of one storage, and nearly all storages of a graph that works, are done with here.
  if (known) return null;
  const count = elements(shape);
  const contiguous = isContiguous(tensor);
  for (let i = 0; i < count; i++) {
    const place = contiguous ? tensor.offset + i : placeInStorage(tensor, unravel(i, shape));
    if (!Number.isFinite(storage.data[place])) return unravel(i, shape);
  }
  return null;
}

/** A loop, as `every` takes eight times as long. */
function areFinite(data: TypedArray): boolean {
  for (let i = 0; i < data.length; i++) if (!Number.isFinite(data[i])) return false;
  return true;
}
