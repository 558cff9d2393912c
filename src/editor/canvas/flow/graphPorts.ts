import type { Graph, GraphNode, Size } from "../../../graph/graph.ts";
import type { Box } from "../../document/canvasView.ts";
import { flowNodeId } from "../../document/flowId.ts";
import { derived } from "../../kit/derived.ts";
import { cardPorts, type CardPorts } from "./cardPorts.ts";
import { verticalPorts } from "./portSides.ts";

/** A width that cards have before they are measured. */
const guessed: Size = { width: 184, height: 120 };

interface Given {
  nodes: Graph["nodes"];
  sizes: ReadonlyMap<string, Size> | null;
  ports: ReadonlyMap<string, CardPorts>;
}

/** What was given last for the same wires: an edit of a setting moves no port. */
const given = derived((_edges: Graph["edges"]): Given => ({ nodes: [], sizes: null, ports: new Map() }));

/** Returns the ports of every node, at the sides that its place and its neighbours' ask for. */
export function graphPorts({ nodes, edges }: Graph, sizes: ReadonlyMap<string, Size>): ReadonlyMap<string, CardPorts> {
  const last = given(edges);
  if (
    last.sizes !== sizes ||
    last.nodes.length !== nodes.length ||
    !nodes.every((node, at) => stands(node, last.nodes[at]!))
  ) {
    last.ports = makePorts(nodes, edges, sizes);
  }
  last.nodes = nodes;
  last.sizes = sizes;
  return last.ports;
}

/** Says whether a node has the name, the type and the place of another one. */
function stands(one: GraphNode, other: GraphNode): boolean {
  if (one === other) return true;
  const [from, to] = [one.position, other.position];
  return one.id === other.id && one.type === other.type && from?.x === to?.x && from?.y === to?.y;
}

function makePorts(
  nodes: Graph["nodes"],
  edges: Graph["edges"],
  sizes: ReadonlyMap<string, Size>,
): ReadonlyMap<string, CardPorts> {
  const boxes = new Map<string, Box>();
  for (const { id, position } of nodes) {
    if (position !== undefined) boxes.set(id, { ...position, ...(sizes.get(flowNodeId(id)) ?? guessed) });
  }
  return cardPorts({ nodes, edges }, verticalPorts(edges, boxes));
}
