import type { Graph, GraphNode } from "../../graph/graph.ts";
import type { GraphChange } from "./graphChange.ts";

/** Returns the document that a change leads to. What did not change is the same object as before. */
export function graphAfter(before: Graph, change: GraphChange): Graph {
  const edges = change.edges ?? before.edges;
  if (change.nodes instanceof Map) {
    const others: ReadonlyMap<number, GraphNode> = change.nodes;
    return { ...change, nodes: before.nodes.map((node, at) => others.get(at) ?? node), edges };
  }
  return { ...change, nodes: change.nodes as readonly GraphNode[], edges };
}
