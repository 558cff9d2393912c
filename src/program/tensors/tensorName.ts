import { lastingOf } from "./lasting.ts";
import { outputTensors } from "./outputTensors.ts";
import type { AccumulatedGrad, Plan } from "../plan/plan.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import type { TensorRef } from "../../protocol/tensorRef.ts";

/** The tensor of this name, its numbers; null when there is none. */
export function findTensor(plan: Plan, node: string, port: string): Tensor | null {
  const between = /^#(\d+)(?:\.(\w+))?$/.exec(port);
  if (between !== null) {
    const [, k, name] = between;
    const applied = plan.applied.filter((candidate) => candidate.node === node)[Number(k)];
    if (name === undefined) return applied?.output ?? null;
    const parts = [...Object.entries(applied?.saved ?? {}), ...Object.entries(applied?.inputs ?? {})];
    return parts.find(([part]) => part === name)?.[1] ?? null;
  }
  const output = outputTensors(plan.nodes.get(node)?.outputs ?? {}).find((candidate) => candidate.port === port);
  if (output !== undefined) return output.tensor;
  return findLasting(plan, node, port) ?? (port === "ix" ? (rowsDrawn(plan, node) ?? null) : null);
}

/** The parameter, or what lasts beside the parameters, of this name; null when there is none. */
export function findLasting(plan: Plan, node: string, port: string): Tensor | null {
  const parameter = plan.parameters.find((candidate) => candidate.node === node && candidate.name === port);
  if (parameter !== undefined) return parameter.tensor;
  const buffer = plan.buffers.find((candidate) => candidate.node === node && candidate.port === port);
  if (buffer !== undefined) return buffer.tensor;
  const grown = plan.accumulated.find(
    (candidate) => candidate.parameter.node === node && beforeName(candidate) === port,
  );
  return grown?.before ?? null;
}

function beforeName({ parameter }: AccumulatedGrad): string {
  return `${parameter.name}.grad.before`;
}

/**
 * The names of all tensors that instructions read and write: each one's first name, in the order in which nodes run; a
 * port's or a parameter's name before `#k`.
 */
export function tensorNames(plan: Plan): ReadonlyMap<Tensor, TensorRef> {
  const names = new Map<Tensor, TensorRef>();
  const add = (tensor: Tensor, node: string, port: string): void => {
    if (names.has(tensor)) return;
    names.set(tensor, { node, port, side: "value" });
    const grad = plan.grads.get(tensor);
    if (grad !== undefined) names.set(grad, { node, port, side: "grad" });
  };
  for (const { node, port, tensor } of lastingOf(plan)) add(tensor, node, port);
  for (const grown of plan.accumulated) add(grown.before, grown.parameter.node, beforeName(grown));
  for (const { id, outputs } of plan.nodes.values()) {
    for (const { port, tensor } of outputTensors(outputs)) add(tensor, id, port);
  }
  const applied = new Map<string, number>();
  for (const { node, inputs, output, saved } of plan.applied) {
    const k = applied.get(node) ?? 0;
    applied.set(node, k + 1);
    add(output, node, `#${k}`);
    for (const [name, tensor] of Object.entries(saved)) add(tensor, node, `#${k}.${name}`);
    // All others have their name from the node that they come from, which ran before.
    for (const [name, tensor] of Object.entries<Tensor | undefined>(inputs)) {
      if (tensor !== undefined) add(tensor, node, `#${k}.${name}`);
    }
  }
  for (const { node } of plan.draws) {
    const rows = rowsDrawn(plan, node);
    if (rows !== undefined) add(rows, node, "ix");
  }
  return names;
}

/** The rows that a batch drew. */
function rowsDrawn(plan: Plan, node: string): Tensor | undefined {
  return plan.draws.find((draw) => draw.node === node && draw.sources.length > 0)?.drawn[0];
}
