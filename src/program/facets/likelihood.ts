import { elements } from "../../base/stridedLayout.ts";
import type { KnownFloor } from "../../nodes/types/context.ts";
import type { LikelihoodTargets } from "../../nodes/types/cross_entropy.ts";
import type { LikelihoodFloor } from "../../protocol/facets/likelihood.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import type { Facet, FacetContext } from "./facet.ts";

/** Finds what a loss that is a mean negative log-likelihood can be held against. */
export const likelihood: Facet<"likelihood"> = (targets: LikelihoodTargets | null, context) => {
  const floor = targets === null ? null : floorUnder(targets, context);
  return { report: () => ({ floor }) };
};

function floorUnder({ target, ignored }: LikelihoodTargets, context: FacetContext): LikelihoodFloor | null {
  const found = examplesOf(target, context);
  if (found === null) return null;
  const [node, { floor, without }] = found;
  // Below 0 there are no tokens.
  return { ...(ignored < 0 ? floor : context.memo([floor, ignored], () => without(ignored))), node };
}

/**
 * The targets of examples that a tensor shows, and the node that makes them: it is they, a view of all of them, or a
 * batch that is drawn from them. What an op makes of them are others.
 */
function examplesOf(target: Tensor, context: FacetContext): readonly [node: string, says: KnownFloor] | null {
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
