import type { ComparedTensors } from "../../nodes/types/compare.ts";
import type { BranchReport } from "../../protocol/facets/comparison.ts";
import { difference } from "../../tensor/difference.ts";
import { planTensor, type Tensor } from "../../tensor/tensor.ts";
import type { AppliedOp } from "../plan/appliedOp.ts";
import type { Facet } from "./facet.ts";
import { gradientInputs } from "../plan/gradientInputs.ts";
import type { NameOf } from "../plan/plannedFacet.ts";
import { upstreamOps } from "../plan/reuse.ts";
import type { SidePass } from "../plan/sidePass.ts";

/** Holds what leads to one of two compared tensors and not to the other. */
interface Branch {
  /** In their order. */
  readonly applied: readonly AppliedOp[];
  /** Bytes of the tensors that its instructions make; a view makes none. */
  readonly bytes: number;
  /** Products of two numbers, as far as its ops say; null when none of them does. */
  readonly multiplications: number | null;
  /** The tensor, from before this branch, in whose storage the result lies; null when the numbers are new. */
  readonly views: Tensor | null;
  /** What a gradient that is sent back from the result becomes on this branch alone, that gradient included. */
  readonly grads: ReadonlyMap<Tensor, Tensor>;
}

/** A tensor that both branches begin with, and what a gradient sent back on either becomes there. */
interface SharedGradient {
  readonly tensor: Tensor;
  readonly through: readonly [Tensor, Tensor];
}

/**
 * Plans the comparison of two tensors. One and the same gradient is sent back on both branches, so that what differs where
 * they begin is due to the branches, and not to what is made of their results.
 */
export const comparison: Facet<"comparison"> = ({ a, b }: ComparedTensors, { node, applied, grads, dependsOn }) => {
  const [dA, dB] = [grads.get(a), grads.get(b)];
  const sent = sentBack(dA, dB);
  const leads = { a: upstreamOps(applied, a), b: upstreamOps(applied, b) };
  const plan = (end: Tensor, own: readonly AppliedOp[], others: readonly AppliedOp[]): Branch => {
    const theirs = new Set(others);
    const branch = own.filter((item) => !theirs.has(item));
    return { applied: branch, ...cost(end, branch), grads: sendBack(sent?.grad, end, branch, dependsOn) };
  };
  const branches = [plan(a, leads.a, leads.b), plan(b, leads.b, leads.a)] as const;
  const shared = sharedGradients(a, b, branches);
  // The gradients of a and b themselves, where both have one.
  const ends = dA === undefined || dB === undefined ? null : ([dA, dB] as const);
  return {
    sidePass: sent === null ? null : sidePass(node, sent.grad, branches),
    report: (nameOf) => ({
      branches: [reportBranch(branches[0], nameOf), reportBranch(branches[1], nameOf)],
      sent: sent?.of ?? null,
      shared: shared.map(({ tensor }) => nameOf(tensor)),
      ends: ends !== null,
    }),
    numbers: (graded) => ({
      values: difference(a, b),
      gradients: graded
        ? { ends: ends && difference(...ends), shared: shared.map(({ through }) => difference(...through)) }
        : null,
    }),
  };
};

function sidePass(node: string, sent: Tensor, branches: readonly [Branch, Branch]): SidePass {
  const results = branches.flatMap(({ grads }) => [...grads.values()].filter((grad) => grad !== sent));
  return { node, op: "compare", detail: "gradients", branches, results };
}

/** The gradient that is sent back on both branches: that of a, or where a has none, of b. */
function sentBack(dA: Tensor | undefined, dB: Tensor | undefined): { of: "a" | "b"; grad: Tensor } | null {
  if (dA !== undefined) return { of: "a", grad: dA };
  return dB === undefined ? null : { of: "b", grad: dB };
}

function cost(end: Tensor, branch: readonly AppliedOp[]): Pick<Branch, "bytes" | "multiplications" | "views"> {
  const made = branch.flatMap(({ op, output, saved }) => (op.kind === "view" ? [] : [output, ...Object.values(saved)]));
  const products = branch.flatMap(({ op, inputs, output }) =>
    op.kind === "view" ? [] : (op.multiplications?.(inputs, output) ?? []),
  );
  const isNew = branch.length === 0 || made.some(({ storage }) => storage === end.storage);
  return {
    bytes: made.reduce((sum, { storage }) => sum + storage.bytes, 0),
    multiplications: products.length === 0 ? null : products.reduce((sum, count) => sum + count, 0),
    views: isNew ? null : (beginnings(end, branch).find(({ storage }) => storage === end.storage) ?? null),
  };
}

/** What the ops of a branch read and do not make; of a branch without ops its end. */
function beginnings(end: Tensor, branch: readonly AppliedOp[]): Tensor[] {
  if (branch.length === 0) return [end];
  const made = new Set(branch.map(({ output }) => output));
  return [...new Set(branch.flatMap(({ inputs }) => Object.values(inputs)))].filter((tensor) => !made.has(tensor));
}

/** A place for each gradient that comes of the one that is sent back from the end of a branch. */
function sendBack(
  grad: Tensor | undefined,
  end: Tensor,
  branch: readonly AppliedOp[],
  dependsOn: { readonly has: (tensor: Tensor) => boolean },
): ReadonlyMap<Tensor, Tensor> {
  const found = new Map<Tensor, Tensor>(grad === undefined || !dependsOn.has(end) ? [] : [[end, grad]]);
  for (const item of branch.toReversed()) {
    if (!found.has(item.output)) continue;
    for (const [, input] of gradientInputs(item)) {
      if (dependsOn.has(input) && !found.has(input)) found.set(input, planTensor(input.dtype, input.shape));
    }
  }
  return found;
}

function sharedGradients(a: Tensor, b: Tensor, [first, second]: readonly [Branch, Branch]): SharedGradient[] {
  const others = new Set(beginnings(b, second.applied));
  return beginnings(a, first.applied).flatMap((tensor) => {
    const [left, right] = [first.grads.get(tensor), second.grads.get(tensor)];
    const both = others.has(tensor) && left !== undefined && right !== undefined;
    return both ? [{ tensor, through: [left, right] as const }] : [];
  });
}

function reportBranch(branch: Branch, nameOf: NameOf): BranchReport {
  const { applied, bytes, multiplications, views } = branch;
  return {
    nodes: [...new Set(applied.map(({ node }) => node))],
    instructions: applied.length,
    bytes,
    multiplications,
    views: views === null ? null : nameOf(views),
  };
}
