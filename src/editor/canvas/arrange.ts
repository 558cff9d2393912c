import { parseEndpoint } from "../../base/endpoint.ts";
import { applyEdit } from "../../graph/edit.ts";
import type { Graph, Position } from "../../graph/graph.ts";
import { outputTensors } from "../outputTensors.ts";
import { useDocument } from "../stores/documentStore.ts";
import { useSession } from "../stores/sessionStore.ts";
import { flowNodeId } from "./flowId.ts";
import { isGraded } from "./graded.ts";
import type { LayoutEdge, LayoutNode } from "./layoutGraph.ts";
import { reportOf } from "./nodeReport.ts";
import { mostAcross, thumbnailHeight } from "./thumbnailHeight.ts";

/** Cards' sizes by React Flow's ids. */
type Sizes = ReadonlyMap<string, { readonly width: number; readonly height: number }>;

/** The name of a gradient's picture, and the space around it. As in canvas.css. */
const gradLabel = 22;

/** Lays the whole graph out, as one undo step. */
export async function tidyUp(sizes: Sizes): Promise<void> {
  const places = await layout(useDocument.getState().graph, sizes);
  const nodes = [...places].map(([id, position]) => ({ id, position }));
  useDocument.getState().apply([{ type: "move", nodes }]);
}

/**
 * Gives places to the nodes that have none, a file's without a layout: no edit of its reader's, and so no undo step.
 */
export async function placeUnplaced(sizes: Sizes): Promise<void> {
  const { graph } = useDocument.getState();
  const missing = graph.nodes.filter(({ position }) => position === undefined);
  const places = await layout({ ...graph, nodes: missing }, sizes);
  // Those that have a place keep it; the others go below them.
  const bottoms = [
    ...graph.nodes.flatMap(({ id, position }) =>
      position === undefined ? [] : [position.y + (sizes.get(flowNodeId(id))?.height ?? 0)],
    ),
    ...graph.comments.map(({ position, size }) => position.y + size.height),
  ];
  const below = bottoms.length === 0 ? 0 : Math.max(...bottoms) + 64;
  const nodes = [...places].map(([id, { x, y }]) => ({ id, position: { x, y: y + below } }));
  useDocument.setState((state) => (state.graph === graph ? { graph: applyEdit(graph, { type: "move", nodes }) } : {}));
}

async function layout(graph: Graph, sizes: Sizes): Promise<ReadonlyMap<string, Position>> {
  const { layoutGraph } = await import("./layoutGraph.ts");
  const ids = new Set(graph.nodes.map(({ id }) => id));
  const nodes = graph.nodes.map(({ id }): LayoutNode => {
    const { width, height } = sizes.get(flowNodeId(id)) ?? { width: 184, height: 120 };
    return { id, width, height: height + gradRoom(id) };
  });
  const edges = graph.edges.flatMap((edge): LayoutEdge[] => {
    const from = parseEndpoint(edge.from)?.node ?? "";
    const to = parseEndpoint(edge.to)?.node ?? "";
    return ids.has(from) && ids.has(to) ? [{ from, to }] : [];
  });
  return layoutGraph(nodes, edges);
}

/** What a card will grow by once a backward pass has reached it. */
function gradRoom(id: string): number {
  const { plan, status } = useSession.getState();
  if (isGraded(status, id)) return 0;
  return Object.values(reportOf(plan, id)?.outputs ?? {}).reduce((room, output) => {
    const tensors = outputTensors({ output }).slice(0, mostAcross);
    const [first] = tensors;
    if (first === undefined || !first.report.grad) return room;
    if (output.kind === "tensor" && output.shape.length === 0) return room;
    const heights = tensors.map(({ report }) => thumbnailHeight(report.shape, "grad", tensors.length));
    return room + gradLabel + Math.max(...heights);
  }, 0);
}
