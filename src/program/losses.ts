import { isFloat } from "../tensor/dtype.ts";
import type { AppliedOp, Loss, Optimizer } from "./plan.ts";

/**
 * The losses of a graph, the most important first: what the optimisers minimise, in their order. Where there is no
 * optimiser, the last 0-d float counts as the loss.
 */
export function planLosses(applied: readonly AppliedOp[], optimizers: readonly Optimizer[]): Loss[] {
  if (optimizers.length === 0) {
    const last = applied.findLast(({ output }) => output.shape.length === 0 && isFloat(output.dtype));
    return last === undefined ? [] : [{ node: last.node, tensor: last.output }];
  }
  const trained = [...new Set(optimizers.map(({ loss }) => loss))];
  return trained.flatMap((tensor) => {
    const node = applied.find(({ output }) => output === tensor)?.node;
    return node === undefined ? [] : [{ node, tensor }];
  });
}
