import type { DType } from "../tensor/dtype.ts";
import type { Shape } from "../tensor/shape.ts";
import type { TensorRef } from "./tensorRef.ts";

/** Describes one instruction of the program, for the list. `detail` tells instructions of one op apart (`W`, `b`). */
export interface InstructionReport {
  readonly pass: Pass;
  readonly node: string;
  readonly op: string;
  readonly detail: string;
  /** What it does, in a sentence or two, where its name is no op's (`zero_grad`). */
  readonly hint?: string;
  /** Forward the op's result, backward the gradients that it adds to, in the update the parameter. */
  readonly results: readonly ResultReport[];
  /** What is only measured runs in the iterations that one of these numbers divides. Null: in all of them. */
  readonly every: readonly number[] | null;
}

export type Pass = "forward" | "backward" | "update";

/** Describes a tensor that an instruction makes or changes. */
export interface ResultReport extends TensorRef {
  readonly dtype: DType;
  readonly shape: Shape;
}

/** Says whether an instruction that has this `every` runs in the iteration: what is only measured does now and then. */
export function isDue(every: readonly number[] | null | undefined, iteration: number): boolean {
  if (every === undefined || every === null) return true;
  for (let at = 0; at < every.length; at++) {
    const rest = iteration % every[at]!;
    if (rest === 0) return true;
  }
  return false;
}
