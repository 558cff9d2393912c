import { groupBy } from "../../base/groupBy.ts";
import type { Kernels } from "../../tensor/kernels/kernels.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import { accumulatedGradOf, passGrads } from "../plan/accumulatedGrads.ts";
import type { Transfer } from "./transfer.ts";
import type { Draw, Plan } from "../plan/plan.ts";
import { type Renamed, newId } from "../../graph/renamed.ts";

/** Says how much of what is still true is copied. */
export interface Carry {
  /** The nodes whose numbers are out of date. */
  readonly stale: ReadonlySet<string>;
  /** The draws that go on, each with what it was. */
  readonly held: ReadonlyMap<Draw, Draw>;
  /** Whether the gradients from before are those of whole backward passes, to which a next one may add. */
  readonly wholeGrads: boolean;
  /** Whether parameters and buffers go on; where nothing was trained they are drawn anew instead. */
  readonly persistent: boolean;
}

/**
 * Copies from a program to its successor after an edit what is still true: every parameter and buffer whose node, name
 * and shape are as before, the values of the nodes that are not stale, and what was drawn for this iteration. Gradients
 * stay only where nothing became stale and the instructions are the same; one that is no longer cleared adds to what it
 * was last, as PyTorch's does.
 *
 * @returns the parameters and buffers that were copied.
 */
export function carryOver(
  change: Transfer,
  { stale, held, wholeGrads, persistent }: Carry,
  kernels: Kernels,
): Set<Tensor> {
  const { renamed, moved } = change;
  const [{ plan: before }, { plan: after }] = [change.before, change.after];
  const carried = new Set<Tensor>();
  for (const { from, to } of persistent ? change.kept : []) {
    copy(from.tensor, to.tensor);
    carried.add(to.tensor);
  }
  if (wholeGrads) for (const kept of carryLastGrads(before, after, renamed, carried)) carried.add(kept);
  carryNodes(before, after, stale, renamed);
  for (const [draw, former] of held) {
    for (const [at, source] of former.drawn.entries()) copy(source, draw.drawn[at]!);
    if (stale.has(draw.node)) draw.derive(kernels);
  }
  if (stale.size === 0 && !moved) {
    const sources = gradients(before);
    for (const [at, target] of gradients(after).entries()) copy(sources[at]!, target);
  }
  return carried;
}

function gradients(plan: Plan): Tensor[] {
  return [
    ...passGrads(plan).values(),
    ...plan.accumulated.flatMap(({ grad, before }) => [grad, before]),
    ...plan.sidePasses.flatMap(({ results }) => results),
  ];
}

/** Where a gradient was cleared until now and is not any more, it begins with what it was last. */
function carryLastGrads(before: Plan, after: Plan, renamed: Renamed, carried: ReadonlySet<Tensor>): Tensor[] {
  return before.parameters.flatMap(({ node, name, tensor }) => {
    const now = after.accumulated.find(
      ({ parameter }) => parameter.node === newId(renamed, node) && parameter.name === name,
    );
    const last = before.grads.get(tensor);
    if (now === undefined || last === undefined || accumulatedGradOf(before, tensor) !== undefined) return [];
    if (!carried.has(now.parameter.tensor)) return [];
    copy(last, now.kept);
    return [now.kept];
  });
}

/** A node that is not stale has the same ops and draws before and after, in the same order. */
function carryNodes(before: Plan, after: Plan, stale: ReadonlySet<string>, renamed: Renamed): void {
  const sources = tensorsByNode(before, (node) => newId(renamed, node));
  const targets = tensorsByNode(after, (node) => node);
  for (const node of after.nodes.keys()) {
    if (stale.has(node)) continue;
    const [own, copies] = [sources.get(node) ?? [], targets.get(node) ?? []];
    if (own.length !== copies.length) throw new Error(`node ${node} is not stale, but its tensors changed`);
    for (const [at, { tensor }] of own.entries()) copy(tensor, copies[at]!.tensor);
  }
}

function tensorsByNode(plan: Plan, nameOf: (node: string) => string): ReadonlyMap<string, readonly Owned[]> {
  const drawn = plan.draws.flatMap(({ node, drawn: from, outputs }) =>
    [...from, ...outputs].map((tensor) => ({ node, tensor })),
  );
  const computed = plan.applied.flatMap(({ node, op, output, saved }) =>
    op.kind === "view" ? [] : [output, ...Object.values(saved)].map((tensor) => ({ node, tensor })),
  );
  return groupBy([...drawn, ...computed], ({ node }) => nameOf(node));
}

interface Owned {
  readonly node: string;
  readonly tensor: Tensor;
}

/** Both are whole storages of one size: planned tensors always are. */
function copy(source: Tensor, target: Tensor): void {
  target.storage.data.set(source.storage.data);
}
