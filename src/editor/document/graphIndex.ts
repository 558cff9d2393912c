import type { Graph, GraphEdge, GraphNode } from "../../graph/graph.ts";
import { derived } from "../../base/derived.ts";

const nodesById = derived((nodes: readonly GraphNode[]) => new Map(nodes.map((node) => [node.id, node])));
const edgesByEnd = derived((edges: readonly GraphEdge[]) => new Map(edges.map((edge) => [edge.to, edge])));

/** Returns the node of that id. Looked up in an index that is made once a list of nodes. */
export function nodeOf(graph: Graph, id: string): GraphNode | undefined {
  return nodesById(graph.nodes).get(id);
}

/** Returns the wire into an input, which takes one at most. */
export function edgeInto(graph: Graph, to: string): GraphEdge | undefined {
  return edgesByEnd(graph.edges).get(to);
}
