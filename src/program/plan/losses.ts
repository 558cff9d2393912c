import { isFloat } from "../../tensor/dtype.ts";
import type { AppliedOp } from "./appliedOp.ts";
import type { Loss, Optimizer, PlannedNode } from "./plan.ts";

/**
 * Returns the losses of a graph, the most important first: what the optimisers minimise, in their order, then what is
 * only measured. Where there is no optimiser, it is what a node calls a loss (a `cross_entropy`), the last of them;
 * else the last 0-d float with a derivative.
 */
export function planLosses(
  applied: readonly AppliedOp[],
  optimizers: readonly Optimizer[],
  nodes: ReadonlyMap<string, PlannedNode>,
  measured: ReadonlyMap<string, readonly number[]>,
): Loss[] {
  if (optimizers.length === 0) {
    const called = new Set([...nodes.values()].flatMap(({ measured }) => measured?.loss ?? []));
    const last =
      applied.findLast(({ output }) => called.has(output)) ??
      applied.findLast(
        ({ op, output }) =>
          output.shape.length === 0 && isFloat(output.dtype) && (op.kind === "view" || op.backward !== undefined),
      );
    return last === undefined ? [] : [{ node: last.node, tensor: last.output, every: null }];
  }
  const trained = [...new Set(optimizers.map(({ loss }) => loss))].flatMap((tensor): Loss[] => {
    const node = applied.find(({ output }) => output === tensor)?.node;
    return node === undefined ? [] : [{ node, tensor, every: null }];
  });
  const others = [...measured].flatMap(([node, every]): Loss[] => {
    const tensor = nodes.get(node)?.measured?.loss ?? null;
    return tensor === null ? [] : [{ node, tensor, every }];
  });
  return [...trained, ...others];
}
