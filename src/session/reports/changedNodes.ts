import type { NodePart, Plan, StateBuffer } from "../../program/plan/plan.ts";
import { outputTensors } from "../../program/tensors/outputTensors.ts";
import type { Tensor } from "../../tensor/tensor.ts";

/**
 * Lists the nodes of which a plan may say something else than the plan before did, in their order. Of all others what was
 * told still holds.
 */
export function changedNodes(before: Plan, after: Plan): string[] {
  const changed = new Set<string>();
  for (const [id, part] of after.parts) {
    // Facets are planned when all nodes are: who has some is looked at each time.
    const hasFacets = part.says !== undefined;
    if (hasFacets || part !== before.parts.get(id)) changed.add(id);
  }
  // What optimisers remember is told where the parameter is, and so is whether its gradient adds up.
  if (!sameBuffers(before.buffers, after.buffers))
    for (const { node } of [...before.buffers, ...after.buffers]) changed.add(node);
  for (const { parameter } of [...before.accumulated, ...after.accumulated]) changed.add(parameter.node);
  const flagged = otherGradients(before, after);
  if (flagged.size > 0) {
    for (const [id, part] of after.parts) {
      if (!changed.has(id) && tensorsOf(part).some((tensor) => flagged.has(tensor))) changed.add(id);
    }
  }
  return [...after.parts.keys()].filter((id) => changed.has(id));
}

/** The tensors that have a gradient in one of the plans only, though they are in both. */
function otherGradients(before: Plan, after: Plan): Set<Tensor> {
  const others = new Set<Tensor>();
  for (const tensor of before.grads.keys()) if (!after.grads.has(tensor)) others.add(tensor);
  for (const tensor of after.grads.keys()) if (!before.grads.has(tensor)) others.add(tensor);
  if (others.size === 0) return others;
  for (const part of [...notIn(after, before), ...notIn(before, after)])
    for (const tensor of madeBy(part)) others.delete(tensor);
  return others;
}

/** The parts of a plan that another one does not share. */
function notIn(other: Plan, { parts }: Plan): NodePart[] {
  return [...parts].flatMap(([id, part]) => (other.parts.get(id) === part ? [] : [part]));
}

/** The tensors that a node makes. */
function madeBy({ applied, parameters }: NodePart): Tensor[] {
  return [...parameters.map(({ tensor }) => tensor), ...applied.map(({ output }) => output)];
}

/** The tensors that are told of a node, some of which it may only pass on. */
function tensorsOf(part: NodePart): Tensor[] {
  return outputTensors(part.planned.outputs).map(({ tensor }) => tensor);
}

function sameBuffers(before: readonly StateBuffer[], after: readonly StateBuffer[]): boolean {
  return (
    before.length === after.length &&
    before.every((buffer, at) => {
      const other = after[at]!;
      return (
        buffer.tensor === other.tensor ||
        (buffer.node === other.node &&
          buffer.port === other.port &&
          buffer.summary === other.summary &&
          buffer.tensor.shape.join() === other.tensor.shape.join())
      );
    })
  );
}
