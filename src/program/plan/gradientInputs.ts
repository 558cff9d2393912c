import { isFloat } from "../../tensor/dtype.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import type { AppliedOp } from "./appliedOp.ts";

/**
 * Returns the inputs of an op that its result's gradient passes to, by name: none where the result is of integers or
 * the op has no derivative, and not those that it only compares or counts by.
 */
export function gradientInputs({
  op,
  inputs,
  attributes,
  output,
}: Pick<AppliedOp, "op" | "inputs" | "attributes" | "output">): readonly (readonly [string, Tensor])[] {
  // No gradient passes an integer: a cast to int32 and back ends it, as in PyTorch.
  if (!isFloat(output.dtype)) return [];
  if (op.kind === "view") return Object.entries(inputs);
  if (op.backward === undefined) return [];
  const passed = op.passes?.(attributes);
  return Object.entries(inputs).filter(([name]) => passed?.includes(name) ?? true);
}
