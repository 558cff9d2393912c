import { formatEndpoint } from "../../base/endpoint.ts";
import { offsetInStorage } from "../../base/stridedLayout.ts";
import type { AppliedOp } from "../../program/plan/appliedOp.ts";
import type { Parameter, Plan } from "../../program/plan/plan.ts";
import type { Program } from "../../program/run/program.ts";
import { expandTensor } from "../../tensor/expand.ts";
import type { Shape } from "../../tensor/shape.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import { firstNotFinite } from "./firstNotFinite.ts";
import type { Birth } from "../../protocol/notFiniteReport.ts";

/** Describes what an applied op gave at this index, and of which numbers. */
export function birthOfOutput({ node, op, inputs, output }: AppliedOp, index: readonly number[]): Birth {
  const value = valueText(output, index);
  const operands = Object.values(inputs).map((input) => operandText(input, output.shape, index));
  const known = operands.every((operand) => operand !== null);
  const sentence = known
    ? `${op.name}(${operands.join(", ")}) = ${value}`
    : `${op.name} gave ${value}${largeOperands(Object.values(inputs))}`;
  return { node, op: op.name, index, sentence, pass: "forward" };
}

/** Describes the first number that is not finite in what an instruction, which ran just now, made; null for none. */
export function birthInResults({ plan, tensors, instructions }: Program, cursor: number): Birth | null {
  const { pass, node, op, results } = instructions[cursor]!;
  for (const tensor of results) {
    const index = pass === "forward" && isSet(plan.applied[cursor]!) ? null : firstNotFinite(tensor);
    if (index === null) continue;
    // Forward instructions stand in the order of the applied ops.
    if (pass === "forward") return birthOfOutput(plan.applied[cursor]!, index);
    const name = tensors.nameOf(tensor);
    const what = name === undefined ? "a tensor" : formatEndpoint(name);
    const side = name?.side === "grad" ? "the gradient of " : "";
    const sentence = `${op} made ${side}${what}[${index.join(", ")}] = ${valueText(tensor, index)}`;
    return { node, op, index, sentence: pass === "backward" ? `backward of ${sentence}` : sentence, pass };
  }
  return null;
}

/** Says whether what is infinite in the result was asked for: a mask filled with -inf. */
export function isSet({ op, attributes }: AppliedOp): boolean {
  return op.kind === "compute" && op.setsNonFinite?.(attributes) === true;
}

/**
 * Describes where a parameter's number came from after an update: from a gradient that is not finite, which the backward
 * pass made, or else from the update itself. `updated`: whether the gradients at hand are those that the update went by;
 * without one the number was there already, written by hand or loaded.
 */
export function birthOfParameter(
  program: Program,
  { node, name, tensor }: Parameter,
  index: readonly number[],
  updated: boolean,
): Birth {
  const { plan } = program;
  const value = `${name}[${index.join(", ")}] = ${valueText(tensor, index)}`;
  const optimizer = updated ? optimizerOf(plan, tensor) : undefined;
  if (optimizer === undefined) return { node, op: "parameter", index, sentence: value, pass: null };
  const grad = plan.grads.get(tensor);
  const passed = grad === undefined || firstNotFinite(grad) === null ? null : firstBackward(program);
  return passed ?? { node, op: optimizer, index, sentence: `${optimizer} made ${value}`, pass: "update" };
}

function optimizerOf(plan: Plan, tensor: Tensor): string | undefined {
  return plan.optimizers.findLast(({ parameters }) => parameters.some((own) => own.tensor === tensor))?.rule.name;
}

function firstBackward(program: Program): Birth | null {
  for (const [cursor, { pass }] of program.instructions.entries()) {
    const birth = pass === "backward" ? birthInResults(program, cursor) : null;
    if (birth !== null) return birth;
  }
  return null;
}

/** The number that an elementwise op read for this element; null when the op is not elementwise in this input. */
function operandText(input: Tensor, shape: Shape, index: readonly number[]): string | null {
  const fits = input.shape.length <= shape.length;
  const repeats = input.shape.every(
    (size, axis) => size === 1 || size === shape[axis + shape.length - input.shape.length],
  );
  return fits && repeats ? valueText(expandTensor(input, shape), index) : null;
}

/** From here on the product of two numbers may be beyond what a float32 holds. */
const LARGE = 1e18;

/** How large the numbers were that an op read, where they were so large that this explains an overflow. */
function largeOperands(inputs: readonly Tensor[]): string {
  let largest = 0;
  for (const { storage } of inputs) {
    for (let i = 0; i < storage.data.length; i++) {
      const size = Math.abs(storage.data[i]!);
      if (size > largest && Number.isFinite(size)) largest = size;
    }
  }
  return largest < LARGE ? "" : `, of numbers as large as ${numberText(largest)}`;
}

/** The number as PyTorch prints one: `nan`, `inf`, few digits. */
function valueText(tensor: Tensor, index: readonly number[]): string {
  return numberText(tensor.storage.data[offsetInStorage(tensor, index)]!);
}

function numberText(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  return Number.isSafeInteger(value) ? String(value) : String(Number(value.toPrecision(5)));
}
