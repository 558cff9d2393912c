import { DiagnosticError } from "../../base/diagnostic.ts";
import type { Plan } from "../../program/plan/plan.ts";

/**
 * Returns the learning rates of an optimiser at these iterations; nan where its expression has no finite value. Throws
 * a DiagnosticError when the node is no optimiser.
 */
export function learningRates(plan: Plan, node: string, iterations: Float64Array): Float64Array {
  const optimizer = plan.optimizers.find((candidate) => candidate.node === node);
  if (optimizer === undefined) throw DiagnosticError.of(`node ${JSON.stringify(node)} trains nothing`);
  return iterations.map((iteration) => {
    try {
      return optimizer.rule.rate(iteration);
    } catch (error) {
      if (error instanceof Error) return Number.NaN;
      throw error;
    }
  });
}
