import type { Row } from "./strided.ts";

/** Names kernels that a formula may be made of; in float32 each gives what one of its operations gives, rounded. */
export type StepName = "add" | "sub" | "mul" | "div" | "neg" | "abs" | "exp" | "log" | "sigmoid" | "sqrt" | "tanh";

/** Says where a step has an operand from: one of the three tensors, an earlier step, or a number. */
export type StepOperand = { readonly tensor: "a" | "b" | "y" } | { readonly step: number } | { readonly value: number };

/** Describes one operation of a formula. */
export interface FormulaStep {
  readonly name: StepName;
  readonly operands: readonly StepOperand[];
}

/** Is a formula over the elements of three tensors a, b and y; y takes the result, or has it added. */
export interface Formula {
  readonly row: Row;
  /** The same in steps, at least one, for float32; null where it has operations that are no kernels. */
  readonly steps: readonly FormulaStep[] | null;
  readonly adds: boolean;
}
