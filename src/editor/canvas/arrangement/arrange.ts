import { parseEndpoint } from "../../../base/endpoint.ts";
import { applyEdit } from "../../../graph/edits/edit.ts";
import type { Graph, Position } from "../../../graph/graph.ts";
import { useDocument } from "../../document/documentStore.ts";
import { flowNodeId } from "../../document/flowId.ts";
import { layoutGraph, type LayoutEdge, type LayoutNode } from "./layoutGraph.ts";

/** Cards' sizes by React Flow's ids. */
type Sizes = ReadonlyMap<string, { readonly width: number; readonly height: number }>;

/** Lays the whole graph out, as one undo step. */
export function layOut(sizes: Sizes): void {
  const places = layout(useDocument.getState().graph, sizes);
  const nodes = [...places].map(([id, position]) => ({ id, position }));
  useDocument.getState().apply([{ type: "move", nodes }]);
}

/**
 * Gives places to the nodes that have none, a file's without a layout: no edit of its reader's, and so no undo step.
 */
export function placeUnplaced(sizes: Sizes): void {
  const { graph } = useDocument.getState();
  const missing = graph.nodes.filter(({ position }) => position === undefined);
  if (missing.length === 0) return;
  const places = layout({ ...graph, nodes: missing }, sizes);
  // Those that have a place keep it; the others go below them.
  const bottoms = [
    ...graph.nodes.flatMap(({ id, position }) =>
      position === undefined ? [] : [position.y + (sizes.get(flowNodeId(id))?.height ?? 0)],
    ),
    ...graph.comments.map(({ position, size }) => position.y + size.height),
  ];
  const below = bottoms.length === 0 ? 0 : Math.max(...bottoms) + 64;
  const nodes = [...places].map(([id, { x, y }]) => ({ id, position: { x, y: y + below } }));
  useDocument.setState({ graph: applyEdit(graph, { type: "move", nodes }) });
}

function layout(graph: Graph, sizes: Sizes): ReadonlyMap<string, Position> {
  const ids = new Set(graph.nodes.map(({ id }) => id));
  const nodes = graph.nodes.map(({ id }): LayoutNode => {
    const size = sizes.get(flowNodeId(id)) ?? { width: 184, height: 120 };
    return { id, ...size };
  });
  const edges = graph.edges.flatMap((edge): LayoutEdge[] => {
    const from = parseEndpoint(edge.from)?.node ?? "";
    const to = parseEndpoint(edge.to)?.node ?? "";
    return ids.has(from) && ids.has(to) ? [{ from, to }] : [];
  });
  return layoutGraph(nodes, edges);
}
