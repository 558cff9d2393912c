import type { Kernels } from "../../tensor/kernels/kernels.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import { accumulatedGradOf, passGrads } from "../plan/accumulatedGrads.ts";
import type { Draw, NodePart, Plan } from "../plan/plan.ts";
import type { Compiled, Transfer } from "./transfer.ts";
import { elementsIn } from "../run/memory.ts";
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
  const copy = copyFrom(change.before);
  const carried = new Set<Tensor>();
  for (const { from, to } of persistent ? change.kept : []) {
    copy(from.tensor, to.tensor);
    carried.add(to.tensor);
  }
  if (wholeGrads) {
    for (const [last, kept] of lastGrads(before, after, renamed, carried)) {
      copy(last, kept);
      carried.add(kept);
    }
  }
  carryNodes(before, after, stale, renamed, copy);
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

type Copy = (source: Tensor, target: Tensor) => void;

/** Both are whole storages of one size: planned tensors always are. They may be one tensor that both programs have. */
function copyFrom({ program }: Compiled): Copy {
  return (source, target) =>
    target.storage.data.set(program === null ? source.storage.data : elementsIn(program.memory, source));
}

function gradients(plan: Plan): Tensor[] {
  return [
    ...passGrads(plan).values(),
    ...plan.accumulated.flatMap(({ grad, before }) => [grad, before]),
    ...plan.sidePasses.flatMap(({ results }) => results),
  ];
}

/** Where a gradient was cleared until now and is not any more, it begins with what it was last: gives both. */
function lastGrads(
  before: Plan,
  after: Plan,
  renamed: Renamed,
  carried: ReadonlySet<Tensor>,
): (readonly [last: Tensor, kept: Tensor])[] {
  return before.parameters.flatMap(({ node, name, tensor }) => {
    const now = after.accumulated.find(
      ({ parameter }) => parameter.node === newId(renamed, node) && parameter.name === name,
    );
    const last = before.grads.get(tensor);
    if (now === undefined || last === undefined || accumulatedGradOf(before, tensor) !== undefined) return [];
    if (!carried.has(now.parameter.tensor)) return [];
    return [[last, now.kept] as const];
  });
}

/** A node that is not stale has the same ops and draws before and after, in the same order. */
function carryNodes(before: Plan, after: Plan, stale: ReadonlySet<string>, renamed: Renamed, copy: Copy): void {
  const isRenamed = Object.keys(renamed).length > 0;
  const formerIds = new Map(isRenamed ? Array.from(before.nodes.keys(), (id) => [newId(renamed, id), id]) : []);
  for (const [node, part] of after.parts) {
    if (stale.has(node)) continue;
    const own = tensorsOf(before.parts.get(formerIds.get(node) ?? node));
    const copies = tensorsOf(part);
    if (own.length !== copies.length) throw new Error(`node ${node} is not stale, but its tensors changed`);
    for (let at = 0; at < own.length; at++) copy(own[at]!, copies[at]!);
  }
}

/** The tensors that a node draws and computes. */
function tensorsOf(part: NodePart | undefined): Tensor[] {
  const tensors: Tensor[] = [];
  for (const { drawn, outputs } of part?.draws ?? []) tensors.push(...drawn, ...outputs);
  for (const { op, output, saved } of part?.applied ?? []) {
    if (op.kind !== "view") tensors.push(output, ...Object.values(saved));
  }
  return tensors;
}
