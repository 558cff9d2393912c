import type { Plan } from "../../src/program/plan/plan.ts";
import { TensorIndex } from "../../src/program/tensors/tensorIndex.ts";
import type { Tensor } from "../../src/tensor/tensor.ts";

/** The tensor of this name in a plan, its numbers; null when there is none. */
export function findTensor(plan: Plan, node: string, port: string): Tensor | null {
  return new TensorIndex(plan).find(node, port);
}
