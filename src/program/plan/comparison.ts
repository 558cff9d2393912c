import { planTensor, type Tensor } from "../../tensor/tensor.ts";
import type { AppliedOp, Compared, Comparison, SharedGradient, Way } from "./plan.ts";
import { gradientInputs } from "./gradientInputs.ts";
import { upstreamOps } from "./reuse.ts";

/**
 * What is known of each pair of compared tensors before anything runs. One and the same gradient is sent back on both
 * ways, so that what differs where they begin is due to the ways, and not to what is made of their results.
 *
 * @param dependsOn the tensors that a gradient passes on its way to a parameter.
 */
export function planComparisons(
  compared: readonly Compared[],
  applied: readonly AppliedOp[],
  grads: ReadonlyMap<Tensor, Tensor>,
  dependsOn: ReadonlyMap<Tensor, unknown>,
): Comparison[] {
  return compared.map(({ node, a, b }) => {
    const [dA, dB] = [grads.get(a), grads.get(b)];
    const sent = sentBack(dA, dB);
    const leads = { a: upstreamOps(applied, a), b: upstreamOps(applied, b) };
    const plan = (end: Tensor, own: readonly AppliedOp[], others: readonly AppliedOp[]): Way => {
      const theirs = new Set(others);
      const way = own.filter((item) => !theirs.has(item));
      return { applied: way, ...cost(end, way), grads: sendBack(sent?.grad, end, way, dependsOn) };
    };
    const ways = [plan(a, leads.a, leads.b), plan(b, leads.b, leads.a)] as const;
    const ends = dA === undefined || dB === undefined ? null : ([dA, dB] as const);
    return { node, a, b, ways, sent, ends, shared: sharedGradients(a, b, ways) };
  });
}

function sentBack(dA: Tensor | undefined, dB: Tensor | undefined): Comparison["sent"] {
  if (dA !== undefined) return { of: "a", grad: dA };
  return dB === undefined ? null : { of: "b", grad: dB };
}

function cost(end: Tensor, way: readonly AppliedOp[]): Pick<Way, "bytes" | "multiplications" | "views"> {
  const made = way.flatMap(({ op, output, saved }) => (op.kind === "view" ? [] : [output, ...Object.values(saved)]));
  const products = way.flatMap(({ op, inputs, output }) =>
    op.kind === "view" ? [] : (op.multiplications?.(inputs, output) ?? []),
  );
  const isNew = way.length === 0 || made.some(({ storage }) => storage === end.storage);
  return {
    bytes: made.reduce((sum, { storage }) => sum + storage.bytes, 0),
    multiplications: products.length === 0 ? null : products.reduce((sum, count) => sum + count, 0),
    views: isNew ? null : (beginnings(end, way).find(({ storage }) => storage === end.storage) ?? null),
  };
}

/** What the ops of a way read and do not make; of a way without ops its end. */
function beginnings(end: Tensor, way: readonly AppliedOp[]): Tensor[] {
  if (way.length === 0) return [end];
  const made = new Set(way.map(({ output }) => output));
  return [...new Set(way.flatMap(({ inputs }) => Object.values(inputs)))].filter((tensor) => !made.has(tensor));
}

/** A place for each gradient that comes of the one that is sent back from the end of a way. */
function sendBack(
  grad: Tensor | undefined,
  end: Tensor,
  way: readonly AppliedOp[],
  dependsOn: ReadonlyMap<Tensor, unknown>,
): ReadonlyMap<Tensor, Tensor> {
  const found = new Map<Tensor, Tensor>(grad === undefined || !dependsOn.has(end) ? [] : [[end, grad]]);
  for (const item of way.toReversed()) {
    if (!found.has(item.output)) continue;
    for (const [, input] of gradientInputs(item)) {
      if (dependsOn.has(input) && !found.has(input)) found.set(input, planTensor(input.dtype, input.shape));
    }
  }
  return found;
}

function sharedGradients(a: Tensor, b: Tensor, [first, second]: readonly [Way, Way]): SharedGradient[] {
  const others = new Set(beginnings(b, second.applied));
  return beginnings(a, first.applied).flatMap((tensor) => {
    const [left, right] = [first.grads.get(tensor), second.grads.get(tensor)];
    const both = others.has(tensor) && left !== undefined && right !== undefined;
    return both ? [{ tensor, through: [left, right] as const }] : [];
  });
}

/** The gradients that comparisons have beside those of the program. */
export function comparedGradients(comparisons: readonly Comparison[]): Tensor[] {
  return comparisons.flatMap(({ sent, ways }) =>
    ways.flatMap(({ grads }) => [...grads.values()].filter((grad) => grad !== sent?.grad)),
  );
}
