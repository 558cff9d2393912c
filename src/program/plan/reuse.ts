import { DiagnosticError } from "../../base/diagnostic.ts";
import type { TensorValue } from "../../nodes/contract/value.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import type { Attributes, Op } from "../../ops/contract/op.ts";
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

/** Lists the tensors of examples that ops begin with. */
export function sourcesOf(ops: readonly AppliedOp[], examples: ReadonlyMap<Tensor, Examples>): readonly Examples[] {
  const inputs = new Set(ops.flatMap((op) => Object.values(op.inputs)));
  return [...inputs].flatMap((input) => examples.get(input) ?? []);
}

/**
 * Returns the contexts that a model computes a tensor from. Throws a DiagnosticError unless there is one such tensor.
 */
export function sourceOf(ops: readonly AppliedOp[], examples: ReadonlyMap<Tensor, Examples>): TensorValue {
  const sources = sourcesOf(ops, examples);
  const [only, ...others] = sources;
  if (only !== undefined && others.length === 0) return only.value;
  const got = only === undefined ? "none" : sources.map(({ name }) => JSON.stringify(name)).join(" and ");
  throw DiagnosticError.of(`expected a model of one tensor of contexts (a context or a batch), got ${got} upstream`);
}

/** Applies one op of a node to other tensors. */
export type Apply = (node: string, op: Op, inputs: Readonly<Record<string, Tensor>>, attributes: Attributes) => Tensor;

/**
 * Applies ops again, as a finished model runs them, to the tensors that stand for others now. What they make joins those. An op none of whose inputs is replaced is left as it is: a transposed weight. Throws a
 * DiagnosticError that names the node of the op that cannot be applied.
 *
 * @param now what stands for a tensor, by that tensor.
 */
export function applyAgain(ops: readonly AppliedOp[], now: Map<Tensor, Tensor>, apply: Apply): void {
  for (const { node, op, inputs, attributes, output } of ops) {
    if (Object.values(inputs).every((input) => !now.has(input))) continue;
    const again = Object.entries(inputs).map(([name, input]) => [name, now.get(input) ?? input] as const);
    try {
      now.set(output, apply(node, op, Object.fromEntries(again), op.evaluation?.(attributes) ?? attributes));
    } catch (error) {
      if (error instanceof DiagnosticError) {
        throw DiagnosticError.of(`${error.message}, in node ${JSON.stringify(node)}`);
      }
      throw error;
    }
  }
}
