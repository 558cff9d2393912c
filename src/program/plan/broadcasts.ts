import type { Shape } from "../../tensor/shape.ts";
import type { AppliedOp } from "./appliedOp.ts";
import type { Plan } from "./plan.ts";
import type { Broadcast, BroadcastOperand } from "../../protocol/broadcast.ts";

/** Says how an op's operands are repeated; null when none is. */
export function broadcastOf(plan: Plan, applied: AppliedOp): Broadcast | null {
  const { node, op, inputs, output } = applied;
  if (op.kind !== "compute" || op.broadcasts !== true) return null;
  const operands = Object.entries(inputs).map(([input, { shape }]): BroadcastOperand => {
    const added = output.shape.length - shape.length;
    const aligned = output.shape.map((_, axis) => shape[axis - added] ?? null);
    const repeats = [...output.shape.keys()].filter((axis) => (aligned[axis] ?? 1) !== output.shape[axis]);
    return { input, called: op.called?.[input] ?? input, shape, aligned, repeats };
  });
  if (operands.every(({ repeats }) => repeats.length === 0)) return null;
  const own = plan.parts.get(node)?.applied ?? plan.applied.filter((other) => other.node === node);
  const ordinal = own.indexOf(applied);
  return { op: op.name, ordinal, result: output.shape, operands };
}

/** Returns the index of the cell of an operand that stands at a place of the result. */
export function ownIndex(shape: Shape, place: readonly number[]): number[] {
  const added = place.length - shape.length;
  return shape.map((size, axis) => (size === 1 ? 0 : place[axis + added]!));
}
