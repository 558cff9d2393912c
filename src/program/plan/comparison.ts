import type { Said } from "../../nodes/contract/said.ts";
import { planTensor, type Tensor } from "../../tensor/tensor.ts";
import type { AppliedOp } from "./appliedOp.ts";
import type { Facet } from "./facet.ts";
import { gradientInputs } from "./gradientInputs.ts";
import { upstreamOps } from "./reuse.ts";

/** Holds what leads to one of two compared tensors and not to the other. */
export interface Branch {
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

/** Describes two tensors that a node compares: two branches to the same numbers. */
export interface Comparison {
  readonly a: Tensor;
  readonly b: Tensor;
  readonly branches: readonly [Branch, Branch];
  /** The gradient that is sent back on both branches: that of a, or where a has none, of b. */
  readonly sent: { readonly of: "a" | "b"; readonly grad: Tensor } | null;
  /** The gradients of a and b themselves, where both have one. */
  readonly ends: readonly [Tensor, Tensor] | null;
  readonly shared: readonly SharedGradient[];
}

/**
 * Holds what is known of compared tensors before anything runs. One and the same gradient is sent back on both
 * branches, so that what differs where they begin is due to the branches, and not to what is made of their results.
 */
export const comparison: Facet<Said["comparison"], Comparison> = {
  plan({ a, b }, { applied, grads, dependsOn }) {
    const [dA, dB] = [grads.get(a), grads.get(b)];
    const sent = sentBack(dA, dB);
    const leads = { a: upstreamOps(applied, a), b: upstreamOps(applied, b) };
    const plan = (end: Tensor, own: readonly AppliedOp[], others: readonly AppliedOp[]): Branch => {
      const theirs = new Set(others);
      const branch = own.filter((item) => !theirs.has(item));
      return { applied: branch, ...cost(end, branch), grads: sendBack(sent?.grad, end, branch, dependsOn) };
    };
    const branches = [plan(a, leads.a, leads.b), plan(b, leads.b, leads.a)] as const;
    const ends = dA === undefined || dB === undefined ? null : ([dA, dB] as const);
    return { a, b, branches, sent, ends, shared: sharedGradients(a, b, branches) };
  },
  sidePass({ sent, branches }, node) {
    if (sent === null) return null;
    const results = branches.flatMap(({ grads }) => [...grads.values()].filter((grad) => grad !== sent.grad));
    return { node, op: "compare", detail: "gradients", branches, results };
  },
};

function sentBack(dA: Tensor | undefined, dB: Tensor | undefined): Comparison["sent"] {
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
  dependsOn: ReadonlyMap<Tensor, unknown>,
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
