import type { Said } from "../../nodes/contract/said.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import type { AppliedOp } from "../plan/appliedOp.ts";
import type { PlannedFacets } from "../plan/plannedFacet.ts";

/** Holds what a facet is planned with, once all nodes are. */
export interface FacetContext {
  /** The node that says something. */
  readonly node: string;
  readonly applied: readonly AppliedOp[];
  /** What draws make, and of what. */
  readonly draws: readonly { readonly sources: readonly Tensor[]; readonly outputs: readonly Tensor[] }[];
  /** The gradients of a backward pass. */
  readonly grads: ReadonlyMap<Tensor, Tensor>;
  /** The tensors that a gradient passes on its way to a parameter. */
  readonly dependsOn: { readonly has: (tensor: Tensor) => boolean };
  /** What nodes say of a facet, by node. */
  readonly said: <F extends keyof Said>(facet: F) => ReadonlyMap<string, Said[F]>;
  /** As a builder's. */
  readonly memo: <T>(dependencies: readonly unknown[], compute: () => T) => T;
}

/** Makes of what a node says beside its tensors what is known of it before anything runs. */
export type Facet<F extends keyof Said> = (says: Said[F], context: FacetContext) => Required<PlannedFacets>[F];
