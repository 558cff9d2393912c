import { formatEndpoint, parseEndpoint } from "../../base/endpoint.ts";
import { freshId } from "../freshId.ts";
import type { Graph, GraphComment, GraphEdge, GraphNode, Position } from "../graph.ts";
import { asNodeName } from "../nodeName.ts";

interface Paste {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  readonly comments?: readonly GraphComment[];
  readonly offset: Position;
}

/**
 * Returns the ids that nodes would have after being pasted, by the ids that they have: their own where it is free, and
 * a name that a new node may have.
 */
export function pastedIds(graph: Graph, nodes: readonly GraphNode[]): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  const taken = new Set<string>();
  for (const { id } of nodes) {
    const fresh = freshId(graph, asNodeName(id), taken);
    ids.set(id, fresh);
    taken.add(fresh);
  }
  return ids;
}

/**
 * Returns the graph with copies of nodes, comments and the wires between the nodes; wires to other nodes are left out.
 */
export function paste(graph: Graph, { nodes, edges, comments = [], offset }: Paste): Graph {
  const ids = pastedIds(graph, nodes);
  const moved = <T extends { readonly position?: Position }>(thing: T): T =>
    thing.position === undefined ? thing : { ...thing, position: movedBy(thing.position, offset) };
  const renamed = (end: string): string | null => {
    const endpoint = parseEndpoint(end);
    const node = endpoint === null ? undefined : ids.get(endpoint.node);
    return node === undefined ? null : formatEndpoint({ node, port: endpoint!.port });
  };
  const wires = edges.flatMap((edge): GraphEdge[] => {
    const [from, to] = [renamed(edge.from), renamed(edge.to)];
    return from === null || to === null ? [] : [{ ...edge, from, to }];
  });
  if (nodes.length === 0 && comments.length === 0) return graph;
  return {
    ...graph,
    nodes: [...graph.nodes, ...nodes.map((node) => moved({ ...node, id: ids.get(node.id)! }))],
    edges: [...graph.edges, ...wires],
    comments: [...graph.comments, ...comments.map(moved)],
  };
}

function movedBy(position: Position, offset: Position): Position {
  return { ...position, x: position.x + offset.x, y: position.y + offset.y };
}
