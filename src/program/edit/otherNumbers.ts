import type { Transfer } from "./transfer.ts";
import { downstreamOf } from "./stale.ts";
import type { Tensor } from "../../tensor/tensor.ts";

/**
 * Lists the nodes whose parameters, buffers or draws hold other numbers after an edit, and all that compute of them.
 * What they computed before does not hold. Both programs have their memory.
 */
export function otherNumbers({ after: { plan }, kept, held }: Transfer): ReadonlySet<string> {
  const nodes = new Set<string>();
  for (const { from, to } of kept) if (!sameData(from.tensor, to.tensor)) nodes.add(to.node);
  for (const draw of plan.draws) {
    const former = held.get(draw);
    const same = former?.drawn.every((tensor, at) => sameData(tensor, draw.drawn[at]!)) ?? false;
    if (!same) nodes.add(draw.node);
  }
  return new Set([...nodes].flatMap((node) => [...downstreamOf(plan, node)]));
}

/** Whether two tensors with storages of their own hold the same bits; a nan is a nan. */
function sameData(a: Tensor, b: Tensor): boolean {
  const [one, other] = [a.storage.data, b.storage.data];
  for (let at = 0; at < one.length; at++) if (!Object.is(one[at], other[at])) return false;
  return true;
}
