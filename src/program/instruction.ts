import type { Tensor } from "../tensor/tensor.ts";

export type Pass = "forward" | "backward" | "update";

/** One op applied to particular tensors, known by the node that it belongs to. */
export interface Instruction {
  readonly pass: Pass;
  readonly node: string;
  readonly op: string;
  /** Tells instructions of one op apart: the parameter that is updated. */
  readonly detail: string;
  /** Nodes of free parameters to whose gradients a backward instruction adds: such a node has none of its own. */
  readonly reaches?: readonly string[];
  /** What it makes or changes: an op's result, the gradients that it adds to, the parameter that it updates. */
  readonly results: readonly Tensor[];
  readonly run: () => void;
}

/** What the instructions read of the outside: the iteration that they run in. */
export interface Clock {
  iteration: number;
}
