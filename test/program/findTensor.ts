import type { Plan } from "../../src/program/plan/plan.ts";
import { TensorIndex } from "../../src/program/tensors/tensorIndex.ts";
import type { Tensor } from "../../src/tensor/tensor.ts";

/** Some tests ask for thousands of tensors of one plan. */
const indexes = new WeakMap<Plan, TensorIndex>();

/** The tensor of this name in a plan, its numbers; null when there is none. */
export function findTensor(plan: Plan, node: string, port: string): Tensor | null {
  const index = indexes.get(plan) ?? new TensorIndex(plan);
  indexes.set(plan, index);
  return index.find(node, port);
}
