import type { Shape } from "../tensor/shape.ts";

/** Describes an op whose operands repeat: the shapes aligned at the right, and where each operand repeats. */
export interface Broadcast {
  readonly op: string;
  /** Which of the node's ops it is, counted from 0: the k of `#k`. */
  readonly ordinal: number;
  readonly result: Shape;
  readonly operands: readonly BroadcastOperand[];
}

export interface BroadcastOperand {
  /** By the op's name for it: `a`. */
  readonly input: string;
  /** As people read it: the `x` of a formula. */
  readonly called: string;
  readonly shape: Shape;
  /** Its size along each dimension of the result; null where it has no such dimension. */
  readonly aligned: readonly (number | null)[];
  /** The dimensions of the result along which its cells are repeated. */
  readonly repeats: readonly number[];
}
