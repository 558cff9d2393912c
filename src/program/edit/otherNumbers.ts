import { lastingOf, placeKey, placesOf, renamedLasting } from "../tensors/lasting.ts";
import type { Plan } from "../plan/plan.ts";
import { heldDraws } from "../plan/draw.ts";
import { downstreamOf } from "./stale.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import type { Renamed } from "../../graph/renamed.ts";

/**
 * The nodes whose parameters, buffers or draws hold other numbers in a program than in the one before the edit, and all
 * that compute of them: what they computed before does not hold. Both programs have their memory.
 */
export function otherNumbers(before: Plan, after: Plan, renamed: Renamed): ReadonlySet<string> {
  const places = placesOf(after);
  const nodes = new Set<string>();
  for (const former of lastingOf(before)) {
    const now = places.get(placeKey(renamedLasting(former, renamed), former.tensor.shape));
    if (now !== undefined && !sameData(former.tensor, now.tensor)) nodes.add(now.node);
  }
  const held = heldDraws(before, after, renamed);
  for (const draw of after.draws) {
    const former = held.get(draw);
    const same = former?.drawn.every((tensor, at) => sameData(tensor, draw.drawn[at]!)) ?? false;
    if (!same) nodes.add(draw.node);
  }
  return new Set([...nodes].flatMap((node) => [...downstreamOf(after, node)]));
}

/** Whether two tensors with storages of their own hold the same bits; a nan is a nan. */
function sameData(a: Tensor, b: Tensor): boolean {
  const [one, other] = [a.storage.data, b.storage.data];
  for (let at = 0; at < one.length; at++) if (!Object.is(one[at], other[at])) return false;
  return true;
}
