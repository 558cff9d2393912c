import type { Shape } from "../tensor/shape.ts";
import type { AppliedOp } from "./plan.ts";

/** An op whose operands repeat: the shapes aligned at the right, and where each operand repeats. */
export interface Broadcast {
  readonly op: string;
  readonly result: Shape;
  readonly operands: readonly BroadcastOperand[];
}

export interface BroadcastOperand {
  /** By the op's name for it: `a`. */
  readonly input: string;
  readonly shape: Shape;
  /** Its size along each dimension of the result; null where it has no such dimension. */
  readonly aligned: readonly (number | null)[];
  /** The dimensions of the result along which its cells are repeated. */
  readonly repeats: readonly number[];
}

/** How an op's operands are repeated; null when none is. */
export function broadcastOf({ op, inputs, output }: AppliedOp): Broadcast | null {
  if (op.kind !== "compute" || op.broadcasts !== true) return null;
  const operands = Object.entries(inputs).map(([input, { shape }]): BroadcastOperand => {
    const added = output.shape.length - shape.length;
    const aligned = output.shape.map((_, axis) => shape[axis - added] ?? null);
    const repeats = [...output.shape.keys()].filter((axis) => (aligned[axis] ?? 1) !== output.shape[axis]);
    return { input, shape, aligned, repeats };
  });
  if (operands.every(({ repeats }) => repeats.length === 0)) return null;
  return { op: op.name, result: output.shape, operands };
}
