import { DiagnosticError } from "../../base/diagnostic.ts";
import type { TensorValue } from "../../nodes/contract/value.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import type { AppliedOp } from "./appliedOp.ts";

/** Examples that a data node hands to the ops, and the output that it calls them by: `"batch.x"`. */
export interface Examples {
  readonly name: string;
  readonly value: TensorValue;
}

/** Returns the ops that lead to a tensor, in their order. */
export function upstreamOps(applied: readonly AppliedOp[], end: Tensor): readonly AppliedOp[] {
  const leading = new Set([end]);
  const found: AppliedOp[] = [];
  for (let at = applied.length - 1; at >= 0; at--) {
    const { inputs, output } = applied[at]!;
    if (!leading.has(output)) continue;
    found.push(applied[at]!);
    for (const input of Object.values(inputs)) leading.add(input);
  }
  return found.toReversed();
}

/**
 * Returns the contexts that a model computes a tensor from. Throws a DiagnosticError unless there is one such tensor.
 */
export function sourceOf(ops: readonly AppliedOp[], examples: ReadonlyMap<Tensor, Examples>): TensorValue {
  const inputs = new Set(ops.flatMap((op) => Object.values(op.inputs)));
  const sources = [...inputs].flatMap((input) => examples.get(input) ?? []);
  const [only, ...others] = sources;
  if (only !== undefined && others.length === 0) return only.value;
  const got = only === undefined ? "none" : sources.map(({ name }) => JSON.stringify(name)).join(" and ");
  throw DiagnosticError.of(`expected a model of one tensor of contexts (a context or a batch), got ${got} upstream`);
}
