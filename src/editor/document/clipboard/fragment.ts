import { parseEndpoint } from "../../../base/endpoint.ts";
import type { Graph } from "../../../graph/graph.ts";
import { usedVariables } from "../../../graph/usedVariables.ts";
import { useDocument } from "../documentStore.ts";

/** Is part of a graph: nodes, the wires between them, comments, and the variables that the nodes need. */
export type Fragment = Pick<Graph, "nodes" | "edges" | "comments" | "variables">;

/**
 * Returns what is selected, with the wires between its nodes and the variables that they need; null when nothing is.
 */
export function selectedFragment(): Fragment | null {
  const { graph, selection } = useDocument.getState();
  const ids = new Set(selection.nodes);
  const nodes = graph.nodes.filter(({ id }) => ids.has(id));
  const comments = graph.comments.filter((_, index) => selection.comments.includes(index));
  if (nodes.length === 0 && comments.length === 0) return null;
  const inside = (end: string): boolean => ids.has(parseEndpoint(end)?.node ?? "");
  const edges = graph.edges.filter((edge) => inside(edge.from) && inside(edge.to));
  return { nodes, edges, comments, variables: usedVariables(graph, nodes) };
}
