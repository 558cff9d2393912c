import { formatEndpoint, parseEndpoint } from "../../src/base/endpoint.ts";
import type { Graph } from "../../src/graph/graph.ts";

/** The graph with other names for its nodes, in its wires too; the n-th node is called `names[n]`. */
export function renamedNodes(graph: Graph, names: readonly string[]): Graph {
  const ids = new Map(graph.nodes.map(({ id }, at) => [id, names[at]!]));
  const rename = (end: string): string => {
    const { node, port } = parseEndpoint(end)!;
    return formatEndpoint({ node: ids.get(node)!, port });
  };
  return {
    ...graph,
    nodes: graph.nodes.map((node) => ({ ...node, id: ids.get(node.id)! })),
    edges: graph.edges.map((edge) => ({ ...edge, from: rename(edge.from), to: rename(edge.to) })),
  };
}

/** Names that sort in any order, one for each number: `q_0`, `10_1`, `b_2`. */
export function namesFrom(numbers: readonly number[]): string[] {
  return numbers.map((number, at) => `${number.toString(36)}_${at}`);
}
