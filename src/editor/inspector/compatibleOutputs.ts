import { downstream } from "../../graph/downstream.ts";
import type { Graph } from "../../graph/graph.ts";
import { findNodeType } from "../../nodes/catalogue.ts";
import type { PortKind } from "../../nodes/contract/port.ts";

/** Returns the outputs, as endpoints, that a wire into a node may come from: of the right kind, and in no circle. */
export function compatibleOutputs(graph: Graph, node: string, kind: PortKind): readonly string[] {
  const after = downstream(graph, [node]);
  return graph.nodes.flatMap(({ id, type }) => {
    if (after.has(id)) return [];
    const outputs = Object.entries(findNodeType(type)?.outputs ?? {});
    return outputs.filter(([, port]) => port.kind === kind).map(([name]) => `${id}.${name}`);
  });
}
