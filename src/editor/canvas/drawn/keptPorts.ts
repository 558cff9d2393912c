import { derived } from "../../../base/derived.ts";
import type { Graph, GraphNode, Size } from "../../../graph/graph.ts";
import type { CardPorts } from "../flow/cardPorts.ts";
import { graphPorts } from "../flow/graphPorts.ts";

/** What decides which ports cards have, and at which sides, besides the wires. */
interface Given {
  readonly graph: Graph;
  readonly sizes: ReadonlyMap<string, Size>;
}

/** By the wires: an edit of a setting moves no port. */
const portsBy = derived(
  (_edges: Graph["edges"], { graph, sizes }: Given) => graphPorts(graph, sizes),
  (one, other) =>
    one.sizes === other.sizes &&
    one.graph.nodes.length === other.graph.nodes.length &&
    one.graph.nodes.every((node, at) => stands(node, other.graph.nodes[at]!)),
);

/** Returns the ports of every node of a big graph: the same as before where wires, names, types, places and sizes are. */
export function keptPorts(graph: Graph, sizes: ReadonlyMap<string, Size>): ReadonlyMap<string, CardPorts> {
  return portsBy(graph.edges, { graph, sizes });
}

/** Says whether a node has the name, the type and the place of another one. */
function stands(one: GraphNode, other: GraphNode): boolean {
  return one.id === other.id && one.type === other.type && one.position === other.position;
}
