import { sameItems } from "../../base/sameItems.ts";
import type { Graph, GraphNode } from "../../graph/graph.ts";

/** Holds what of a document is another one than before. What it shares with it need not be sent again. */
export interface GraphChange extends Omit<Graph, "nodes" | "edges"> {
  /** The whole list, or, where it is as long as before, the nodes that stand at some places now. */
  readonly nodes: readonly GraphNode[] | ReadonlyMap<number, GraphNode>;
  /** The whole list; null where it is the same. */
  readonly edges: Graph["edges"] | null;
}

/** Returns what leads from one document to another. Both share the objects of what they have in common. */
export function graphChange(before: Graph, after: Graph): GraphChange {
  const { nodes, edges } = after;
  if (nodes.length !== before.nodes.length) return { ...after, edges: sameItems(before.edges, edges) ? null : edges };
  const others = new Map<number, GraphNode>();
  for (let at = 0; at < nodes.length; at++) if (nodes[at] !== before.nodes[at]) others.set(at, nodes[at]!);
  return { ...after, nodes: others, edges: sameItems(before.edges, edges) ? null : edges };
}
