import type { Compiled, Transfer } from "./transfer.ts";
import { elementsIn } from "../run/memory.ts";
import { downstreamOf } from "./stale.ts";
import type { Tensor } from "../../tensor/tensor.ts";

/**
 * Lists the nodes whose parameters, buffers or draws hold other numbers after an edit, and all that compute of them.
 * What they computed before does not hold. Both programs have their memory.
 */
export function otherNumbers({ before, after: { plan }, kept, held }: Transfer): ReadonlySet<string> {
  const nodes = new Set<string>();
  const sameData = comparedTo(before);
  for (const { from, to } of kept) if (!sameData(from.tensor, to.tensor)) nodes.add(to.node);
  for (const draw of plan.draws) {
    const former = held.get(draw);
    const same = former?.drawn.every((tensor, at) => sameData(tensor, draw.drawn[at]!)) ?? false;
    if (!same) nodes.add(draw.node);
  }
  return new Set([...nodes].flatMap((node) => [...downstreamOf(plan, node)]));
}

/** Returns what says whether a tensor of a program and one of its successor hold the same bits; a nan is a nan. */
function comparedTo({ program }: Compiled): (old: Tensor, now: Tensor) => boolean {
  return (old, now) => {
    const one = program === null ? old.storage.data : elementsIn(program.memory, old);
    const other = now.storage.data;
    for (let at = 0; at < one.length; at++) if (!Object.is(one[at], other[at])) return false;
    return true;
  };
}
