import type { Graph, GraphNode, Size } from "../../../graph/graph.ts";
import { derived } from "../../kit/derived.ts";
import type { CardPorts } from "../flow/cardPorts.ts";
import { graphPorts } from "../flow/graphPorts.ts";

interface Given {
  nodes: Graph["nodes"];
  sizes: ReadonlyMap<string, Size> | null;
  ports: ReadonlyMap<string, CardPorts>;
}

/** What was given last for the same wires: an edit of a setting moves no port. */
const given = derived((_edges: Graph["edges"]): Given => ({ nodes: [], sizes: null, ports: new Map() }));

/** Returns the ports of every node of a big graph: the same as before where wires, names, types, places and sizes are. */
export function keptPorts(graph: Graph, sizes: ReadonlyMap<string, Size>): ReadonlyMap<string, CardPorts> {
  const { nodes, edges } = graph;
  const last = given(edges);
  const isLast =
    last.sizes === sizes &&
    last.nodes.length === nodes.length &&
    nodes.every((node, at) => stands(node, last.nodes[at]!));
  if (!isLast) last.ports = graphPorts(graph, sizes);
  last.nodes = nodes;
  last.sizes = sizes;
  return last.ports;
}

/** Says whether a node has the name, the type and the place of another one. */
function stands(one: GraphNode, other: GraphNode): boolean {
  return one.id === other.id && one.type === other.type && one.position === other.position;
}
