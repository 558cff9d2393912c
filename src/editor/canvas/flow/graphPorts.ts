import type { Graph, Size } from "../../../graph/graph.ts";
import type { Box } from "../../document/canvasView.ts";
import { flowNodeId } from "../../document/flowId.ts";
import { cardPorts, type CardPorts } from "./cardPorts.ts";
import { verticalPorts } from "./portSides.ts";

/** A width that cards have before they are measured. */
const guessed: Size = { width: 184, height: 120 };

/** Returns the ports of every node, at the sides that its place and its neighbours' ask for. */
export function graphPorts(graph: Graph, sizes: ReadonlyMap<string, Size>): ReadonlyMap<string, CardPorts> {
  const boxes = new Map<string, Box>();
  for (const { id, position } of graph.nodes) {
    if (position !== undefined) boxes.set(id, { ...position, ...(sizes.get(flowNodeId(id)) ?? guessed) });
  }
  return cardPorts(graph, verticalPorts(graph.edges, boxes));
}
