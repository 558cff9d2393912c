import { formatEndpoint, type Endpoint } from "../base/endpoint.ts";
import type { TensorValue } from "../nodes/contract/value.ts";
import type { Plan } from "../program/plan/plan.ts";
import { sourcesOf, upstreamOps, type Examples } from "../program/plan/reuse.ts";
import type { Tensor } from "../tensor/tensor.ts";

/** Describes what a builder's `reuse` applies again. */
export interface ReusedModel {
  /** The contexts that the model begins with, and the output that they are. */
  readonly source: Endpoint & { readonly value: TensorValue };
  /** The nodes whose ops are applied again, in their order. */
  readonly nodes: readonly string[];
}

/** Returns what is upstream of an output, as `reuse` finds it. The plan has used it again, so there is one source. */
export function reusedModel(plan: Plan, end: Endpoint): ReusedModel {
  const value = plan.nodes.get(end.node)?.outputs[end.port];
  if (value?.kind !== "tensor") throw new TypeError(`${formatEndpoint(end)} is no tensor`);
  const ops = upstreamOps(plan.applied, value.tensor);
  const examples = examplesOf(plan);
  const [source] = sourcesOf(
    ops,
    new Map([...examples].map(([tensor, { name, value: made }]) => [tensor, { name, value: made }])),
  );
  if (source === undefined) throw new TypeError(`${formatEndpoint(end)} begins with no contexts`);
  const again = new Set<Tensor>([source.value.tensor]);
  const nodes = new Set<string>();
  for (const { node, inputs, output } of ops) {
    if (!Object.values(inputs).some((input) => again.has(input))) continue;
    again.add(output);
    nodes.add(node);
  }
  const { node, port } = examples.get(source.value.tensor)!;
  return { source: { node, port, value: source.value }, nodes: [...plan.nodes.keys()].filter((id) => nodes.has(id)) };
}

/** What the data nodes hand to the ops, by tensor: the last one that hands it on has it. */
function examplesOf(plan: Plan): ReadonlyMap<Tensor, Examples & Endpoint> {
  const found = new Map<Tensor, Examples & Endpoint>();
  for (const { id, nodeType, outputs } of plan.nodes.values()) {
    if (nodeType?.data !== true) continue;
    for (const [port, value] of Object.entries(outputs)) {
      if (value.kind === "tensor") {
        found.set(value.tensor, { node: id, port, name: formatEndpoint({ node: id, port }), value });
      }
    }
  }
  return found;
}
