import type { Graph } from "../../graph/graph.ts";
import { findNodeType, hasRole } from "../../nodes/catalogue.ts";
import { parseEndpoint } from "../../base/endpoint.ts";
import { edgeInto, nodeOf } from "../document/graphIndex.ts";

/**
 * Says whether a graph has a model of contexts, or has one once its missing wires are there: examples lead to the logits
 * that a node judges or draws words from.
 */
export function mightAsk(graph: Graph): boolean {
  if (!graph.nodes.some((node) => hasRole(node, "examples"))) return false;
  return graph.nodes.some(
    (node) =>
      (hasRole(node, "predictions") || hasRole(node, "sampler")) && comesFromExamples(graph, `${node.id}.logits`),
  );
}

/** Whether examples lead to an input, or what they would is not wired. */
function comesFromExamples(graph: Graph, input: string): boolean {
  const inputs = new Set([input]);
  for (const end of inputs) {
    const from = parseEndpoint(edgeInto(graph, end)?.from ?? "");
    if (from === null) return true;
    const source = nodeOf(graph, from.node);
    if (source === undefined) return true;
    if (hasRole(source, "examples")) return true;
    for (const [port, { optional = false }] of Object.entries(findNodeType(source.type)?.inputs ?? {})) {
      const next = `${source.id}.${port}`;
      if (!optional || edgeInto(graph, next) !== undefined) inputs.add(next);
    }
  }
  return false;
}
