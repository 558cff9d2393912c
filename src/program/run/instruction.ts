import type { Encoding } from "../../tensor/backend/encoder.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import type { AppliedOp } from "../plan/appliedOp.ts";
import type { Pass } from "../../protocol/instructionReport.ts";

/** Describes one op applied to particular tensors, known by the node that it belongs to. */
export interface Instruction {
  readonly pass: Pass;
  readonly node: string;
  readonly op: string;
  /** The use of an op that it runs, forward, backward or to move statistics. Absent where it runs none. */
  readonly applied?: AppliedOp;
  /** Tells instructions of one op apart: the parameter that is updated. */
  readonly detail: string;
  /** What it does, in a sentence or two, where its name is no op's. */
  readonly hint?: string;
  /** Of the one that the backward pass begins with: gradients are cleared, and those of the losses set to 1. */
  readonly beginsBackward?: true;
  /** Nodes of free parameters to whose gradients a backward instruction adds: such a node has none of its own. */
  readonly reaches?: readonly string[];
  /** What it makes or changes: an op's result, the gradients that it adds to, the parameter that it updates and what the
   * optimiser remembers of it. */
  readonly results: readonly Tensor[];
  /** What is only measured runs in the iterations that one of these numbers divides. Absent: in all of them. */
  readonly every?: readonly number[] | undefined;
  readonly run: () => void;
  /** What that comes to, to be put down once more in another way: of the uses of ops, and of updates. */
  readonly describe?: (encoding: Encoding) => void;
}

/** Holds what the instructions read of the outside: the iteration that they run in. */
export interface Clock {
  iteration: number;
}
