import type { Graph, GraphEdge, GraphNode } from "../../graph/graph.ts";

const nodesById = new WeakMap<readonly GraphNode[], ReadonlyMap<string, GraphNode>>();
const edgesByEnd = new WeakMap<readonly GraphEdge[], ReadonlyMap<string, GraphEdge>>();

/** The node of that id. Looked up in an index that is made once a list of nodes. */
export function nodeOf(graph: Graph, id: string): GraphNode | undefined {
  let index = nodesById.get(graph.nodes);
  if (index === undefined) {
    index = new Map(graph.nodes.map((node) => [node.id, node]));
    nodesById.set(graph.nodes, index);
  }
  return index.get(id);
}

/** The wire into an input, which takes one at most. */
export function edgeInto(graph: Graph, to: string): GraphEdge | undefined {
  let index = edgesByEnd.get(graph.edges);
  if (index === undefined) {
    index = new Map(graph.edges.map((edge) => [edge.to, edge]));
    edgesByEnd.set(graph.edges, index);
  }
  return index.get(to);
}
