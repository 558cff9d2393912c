import type { Kernels } from "../../tensor/kernels/kernels.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import { accumulatedGradOf, passGrads } from "../plan/accumulatedGrads.ts";
import { lastingOf, placeKey, placesOf, renamedLasting } from "../tensors/lasting.ts";
import { comparedGradients } from "../plan/comparison.ts";
import type { Draw, Plan } from "../plan/plan.ts";
import { type Renamed, newId } from "../../graph/renamed.ts";

/** An edit, as far as tensors are concerned. */
export interface Carry {
  readonly before: Plan;
  readonly after: Plan;
  readonly stale: ReadonlySet<string>;
  readonly renamed: Renamed;
  readonly held: ReadonlyMap<Draw, Draw>;
  /** Whether gradients stay: only when nothing became stale and the instructions are the same. */
  readonly grads: boolean;
  /** Whether the gradients from before are those of whole backward passes, to which a next one may add. */
  readonly wholeGrads: boolean;
  /** Whether parameters and buffers go on; where nothing was trained they are drawn anew instead. */
  readonly lasting: boolean;
}

/**
 * Copies from a program to its successor after an edit what is still true: every parameter and buffer whose node, name
 * and shape are as before, the values of the nodes that are not stale, and what was drawn for this iteration. A gradient
 * that is no longer cleared adds to what it was last, as PyTorch's does.
 *
 * @returns the parameters and buffers that were copied.
 */
export function carryOver(
  { before, after, stale, renamed, held, grads, wholeGrads, lasting }: Carry,
  kernels: Kernels,
): ReadonlySet<Tensor> {
  const carried = lasting ? carryLasting(before, after, renamed) : new Set<Tensor>();
  if (wholeGrads) for (const kept of carryLastGrads(before, after, renamed, carried)) carried.add(kept);
  for (const node of after.nodes.keys()) if (!stale.has(node)) carryNode(before, after, node, renamed);
  for (const [draw, former] of held) {
    for (const [at, source] of former.drawn.entries()) copy(source, draw.drawn[at]!);
    if (stale.has(draw.node)) draw.derive(kernels);
  }
  if (grads) {
    const sources = gradients(before);
    for (const [at, target] of gradients(after).entries()) copy(sources[at]!, target);
  }
  return carried;
}

function gradients(plan: Plan): Tensor[] {
  return [
    ...passGrads(plan).values(),
    ...plan.accumulated.flatMap(({ grad, before }) => [grad, before]),
    ...comparedGradients(plan.comparisons),
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

function carryLasting(before: Plan, after: Plan, renamed: Renamed): Set<Tensor> {
  const places = placesOf(after);
  const carried = new Set<Tensor>();
  for (const lasting of lastingOf(before)) {
    const place = places.get(placeKey(renamedLasting(lasting, renamed), lasting.tensor.shape));
    if (place === undefined) continue;
    copy(lasting.tensor, place.tensor);
    carried.add(place.tensor);
  }
  return carried;
}

/** A node that is not stale has the same ops and draws before and after, in the same order. */
function carryNode(before: Plan, after: Plan, node: string, renamed: Renamed): void {
  const sources = tensorsOf(before, (id) => newId(renamed, id) === node);
  const targets = tensorsOf(after, (id) => id === node);
  if (sources.length !== targets.length) throw new Error(`node ${node} is not stale, but its tensors changed`);
  for (const [at, source] of sources.entries()) copy(source, targets[at]!);
}

function tensorsOf(plan: Plan, belongs: (node: string) => boolean): Tensor[] {
  return [
    ...plan.draws.filter(({ node }) => belongs(node)).flatMap(({ drawn, outputs }) => [...drawn, ...outputs]),
    ...plan.applied
      .filter(({ node, op }) => belongs(node) && op.kind !== "view")
      .flatMap(({ output, saved }) => [output, ...Object.values(saved)]),
  ];
}

/** Both are whole storages of one size: planned tensors always are. */
function copy(source: Tensor, target: Tensor): void {
  target.storage.data.set(source.storage.data);
}

/** A parameter's name in checkpoints and maps: `hidden.W`. */
export function parameterKey(node: string, name: string): string {
  return `${node}.${name}`;
}
