import type { Graph } from "../../graph/graph.ts";
import { findNodeType, hasRole } from "../../nodes/catalogue.ts";
import { formatEndpoint, parseEndpoint } from "../../base/endpoint.ts";
import { edgeInto, nodeOf } from "../document/graphIndex.ts";

/**
 * Says whether a graph has a model of contexts, or has one once its missing wires are there: examples lead to the logits
 * that a node judges or draws words from. Or contexts and answers both lead to a loss that is written by hand.
 */
export function mightAsk(graph: Graph): boolean {
  if (!graph.nodes.some((node) => hasRole(node, "examples"))) return false;
  return graph.nodes.some((node) => {
    if (hasRole(node, "optimizer")) return examplesInto(graph, `${node.id}.loss`).wired.size > 1;
    if (!hasRole(node, "predictions") && !hasRole(node, "sampler")) return false;
    const { wired, open } = examplesInto(graph, `${node.id}.logits`);
    return open || wired.size > 0;
  });
}

/** The outputs of examples that lead to an input; and whether what would lead there is not wired. */
function examplesInto(graph: Graph, input: string): { readonly wired: ReadonlySet<string>; readonly open: boolean } {
  const inputs = new Set([input]);
  const wired = new Set<string>();
  let open = false;
  for (const end of inputs) {
    const from = parseEndpoint(edgeInto(graph, end)?.from ?? "");
    const source = from === null ? undefined : nodeOf(graph, from.node);
    if (from === null || source === undefined) {
      open = true;
      continue;
    }
    if (hasRole(source, "examples")) {
      wired.add(formatEndpoint(from));
      continue;
    }
    for (const [port, { optional = false }] of Object.entries(findNodeType(source.type)?.inputs ?? {})) {
      const next = `${source.id}.${port}`;
      if (!optional || edgeInto(graph, next) !== undefined) inputs.add(next);
    }
  }
  return { wired, open };
}
