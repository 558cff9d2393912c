import { elements } from "../../base/stridedLayout.ts";
import type { LossFloor } from "../../data/lossFloor.ts";
import type { Said } from "../../nodes/contract/said.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import type { Facet, FacetContext } from "./facet.ts";

/** Holds what a mean negative log-likelihood can be held against. */
export interface Likelihood {
  /** The lowest that any model can reach on the examples of `node`; null where the targets are no such examples'. */
  readonly floor: (LossFloor & { readonly node: string }) | null;
}

/** Plans what a loss that is a mean negative log-likelihood can be held against. */
export const likelihood: Facet<Said["likelihood"], Likelihood> = {
  plan(targets, context) {
    const found = targets === null ? null : floorUnder(targets.target, context);
    if (targets === null || found === null) return { floor: null };
    const [node, { floor, without }] = found;
    const { ignored } = targets;
    // Below 0 there are no tokens.
    return { floor: { ...(ignored < 0 ? floor : context.memo([floor, ignored], () => without(ignored))), node } };
  },
};

/**
 * The targets of examples that a tensor shows, and the node that makes them: it is they, a view of all of them, or a
 * batch that is drawn from them. What an op makes of them are others.
 */
function floorUnder(target: Tensor, context: FacetContext): readonly [node: string, says: Said["floor"]] | null {
  const floors = context.said("floor");
  for (
    let tensor: Tensor | null = target;
    tensor !== null;
    tensor = viewed(tensor, context) ?? drawnFrom(tensor, context)
  ) {
    const found = [...floors].find(([, { y }]) => y === tensor);
    if (found !== undefined) return found;
  }
  return null;
}

function viewed(tensor: Tensor, { applied }: FacetContext): Tensor | null {
  const made = applied.find(({ output }) => output === tensor);
  if (made?.op.kind !== "view") return null;
  const [input] = Object.values(made.inputs);
  return input !== undefined && elements(input.shape) === elements(tensor.shape) ? input : null;
}

function drawnFrom(tensor: Tensor, { draws }: FacetContext): Tensor | null {
  for (const { sources, outputs } of draws) {
    const at = outputs.indexOf(tensor);
    if (at >= 0) return sources[at] ?? null;
  }
  return null;
}
