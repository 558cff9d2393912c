import type { Graph, GraphNode } from "../../graph/graph.ts";

/**
 * Says whether two versions of a document compile to the same: only positions, comments, title or description differ.
 */
export function sameProgram(one: Graph, other: Graph): boolean {
  return (
    one.seed === other.seed &&
    one.variables === other.variables &&
    sameList(one.edges, other.edges, (a, b) => a.from === b.from && a.to === b.to) &&
    sameList(one.nodes, other.nodes, sameNode)
  );
}

function sameNode(one: GraphNode, other: GraphNode): boolean {
  return one.id === other.id && one.type === other.type && one.settings === other.settings;
}

function sameList<T>(one: readonly T[], other: readonly T[], same: (a: T, b: T) => boolean): boolean {
  if (one === other) return true;
  return one.length === other.length && one.every((a, index) => a === other[index] || same(a, other[index] as T));
}
