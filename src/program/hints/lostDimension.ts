import { reducedDims, type ReductionAttributes } from "../../ops/reduction.ts";
import { formatShape, sameShape } from "../../tensor/shape.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import type { AppliedOp } from "../plan/appliedOp.ts";
import type { Plan } from "../plan/plan.ts";

/**
 * Warns where broadcasting lays a reduction's numbers along another dimension than the one that they are of. That
 * happens when a reduction without `keepdim` meets what it reduced: `P / P.sum(1)` of a square P. Null otherwise.
 */
export function lostDimension(plan: Plan, { op, inputs }: AppliedOp): string | null {
  if (op.kind !== "compute" || op.broadcasts !== true) return null;
  const operands = Object.values(inputs);
  for (const reduced of operands) {
    const reduction = reductionBehind(plan, reduced);
    if (reduction === null) continue;
    const { of, dims } = reduction;
    const rank = of.shape.length;
    const own = [...of.shape.keys()].filter((axis) => !dims.includes(axis));
    const laid = own.map((_, at) => rank - own.length + at);
    const astray = own.findIndex((axis, at) => axis !== laid[at] && of.shape[axis] !== 1);
    if (astray < 0) continue;
    const whole = operands.find(
      (other) => other !== reduced && sameShape(other.shape, of.shape) && haveSameAxes(plan, other, of),
    );
    if (whole === undefined) continue;
    const kept = of.shape.map((size, axis) => (dims.includes(axis) ? 1 : size));
    return (
      `${formatShape(reduced.shape)} has a number for each place of dimension ${own[astray]!} of ${formatShape(of.shape)}, ` +
      `and here they lie along dimension ${laid[astray]!}: with keepdim the shape is ${formatShape(kept)}, ` +
      "and each meets what it was made of"
    );
  }
  return null;
}

interface Reduction {
  readonly of: Tensor;
  readonly dims: readonly number[];
}

/** The reduction without `keepdim` that a tensor is of, element by element; null when it is of none. */
function reductionBehind(plan: Plan, tensor: Tensor): Reduction | null {
  for (const candidate of elementwiseSources(plan, tensor)) {
    const maker = makersIn(plan).get(candidate);
    if (maker?.op.kind !== "compute" || maker.op.reduces !== true) continue;
    const attributes = maker.attributes as ReductionAttributes;
    const of = Object.values(maker.inputs)[0]!;
    const dims = reducedDims(attributes, of.shape.length);
    if (attributes.keepdim !== true && dims.length < of.shape.length) return { of, dims };
  }
  return null;
}

/** Whether two tensors of one shape are, element by element, of a common one: their dimensions mean the same. */
function haveSameAxes(plan: Plan, a: Tensor, b: Tensor): boolean {
  const sources = elementwiseSources(plan, a);
  return [...elementwiseSources(plan, b)].some((source) => sources.has(source));
}

/** Tensors that are looked through at most: a graph may be a chain of thousands. */
const LOOKED_THROUGH = 64;

/** A tensor, and those of its shape that it is computed of element by element, the nearest first. */
function elementwiseSources(plan: Plan, tensor: Tensor): ReadonlySet<Tensor> {
  const makers = makersIn(plan);
  const found = new Set([tensor]);
  for (const next of found) {
    const maker = makers.get(next);
    if (maker === undefined || maker.op.kind !== "compute" || maker.op.reduces === true) continue;
    const operands = Object.values(maker.inputs);
    if (maker.op.broadcasts !== true && operands.length !== 1) continue;
    for (const operand of operands) {
      if (found.size < LOOKED_THROUGH && sameShape(operand.shape, next.shape)) found.add(operand);
    }
  }
  return found;
}

const known = new WeakMap<Plan["applied"], ReadonlyMap<Tensor, AppliedOp>>();

/** The op that each tensor is the result of. */
function makersIn({ applied }: Plan): ReadonlyMap<Tensor, AppliedOp> {
  const makers = known.get(applied) ?? new Map(applied.map((item) => [item.output, item] as const));
  known.set(applied, makers);
  return makers;
}
