import type { Kernels } from "../tensor/kernels/kernels.ts";
import type { Tensor } from "../tensor/tensor.ts";
import { lastingOf, placeKey, placesOf, renamedLasting } from "./lasting.ts";
import { comparedGradients } from "./comparison.ts";
import type { Draw, Plan } from "./plan.ts";
import { newId, type Renamed } from "./stale.ts";

/** An edit, as far as tensors are concerned. */
export interface Carry {
  readonly before: Plan;
  readonly after: Plan;
  readonly stale: ReadonlySet<string>;
  readonly renamed: Renamed;
  readonly held: ReadonlyMap<Draw, Draw>;
  /** Whether gradients stay: only when nothing became stale and the instructions are the same. */
  readonly grads: boolean;
}

/**
 * Copies from a program to its successor after an edit what is still true: every parameter and buffer whose node, name
 * and shape are as before, the values of the nodes that are not stale, and what was drawn for this iteration.
 *
 * @returns the parameters and buffers that were copied.
 */
export function carryOver(
  { before, after, stale, renamed, held, grads }: Carry,
  kernels: Kernels,
): ReadonlySet<Tensor> {
  const carried = carryLasting(before, after, renamed);
  for (const node of after.nodes.keys()) if (!stale.has(node)) carryNode(before, after, node, renamed);
  for (const [draw, former] of held) {
    for (const [at, source] of former.drawn.entries()) copy(source, draw.drawn[at]!);
    if (stale.has(draw.node)) draw.derive(kernels);
  }
  if (grads) {
    const gradients = (plan: Plan): Tensor[] => [...plan.grads.values(), ...comparedGradients(plan.comparisons)];
    const sources = gradients(before);
    for (const [at, target] of gradients(after).entries()) copy(sources[at]!, target);
  }
  return carried;
}

function carryLasting(before: Plan, after: Plan, renamed: Renamed): ReadonlySet<Tensor> {
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
