import type { Said } from "../../nodes/contract/said.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import type { AppliedOp } from "./appliedOp.ts";
import type { SidePass } from "./sidePass.ts";

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
  readonly dependsOn: ReadonlyMap<Tensor, unknown>;
  /** What nodes say of a facet, by node. */
  readonly said: <F extends keyof Said>(facet: F) => ReadonlyMap<string, Said[F]>;
  /** As a builder's. */
  readonly memo: <T>(dependencies: readonly unknown[], compute: () => T) => T;
}

/** Holds what becomes of what a node says beside its tensors. */
export interface Facet<Says, Planned> {
  /** What is known of it before anything runs. */
  plan(says: Says, context: FacetContext): Planned;
  /** What it adds to the backward pass. */
  sidePass?(planned: Planned, node: string): SidePass | null;
}
