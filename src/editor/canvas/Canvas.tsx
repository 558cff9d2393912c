import {
  Background,
  BackgroundVariant,
  ReactFlow,
  ReactFlowProvider,
  SelectionMode,
  useReactFlow,
  type EdgeTypes,
  type NodeTypes,
} from "@xyflow/react";
import "@xyflow/react/dist/base.css";
import { useEffect, useState, type DragEvent, type MouseEvent } from "react";
import { findNodeType } from "../../nodes/catalogue.ts";
import { useColourScheme } from "../kit/colourScheme.ts";
import { lazyPart } from "../kit/lazyPart.tsx";
import { useReadOnly } from "../document/useReadOnly.ts";
import { useDocument } from "../document/documentStore.ts";
import { addNode } from "../document/edits/actions.ts";
import "./canvas.css";
import "./card/card.css";
import "./card/brief.css";
import { CanvasControls } from "./CanvasControls.tsx";
import { flowView } from "./flow/flowView.ts";
import { CellTip } from "../pictures/CellTip.tsx";
import { CommentCard } from "./comment/CommentCard.tsx";
import { ConnectionLine } from "./wire/ConnectionLine.tsx";
import { graphCommentIndex, graphNodeId } from "../document/flowId.ts";
import { manyCards, useDetail } from "./detail/detail.ts";
import { useZoomDetail } from "./detail/useZoomDetail.ts";
import type { FlowNode, WireEdge } from "./flow/flowTypes.ts";
import { HeatmapOverlay } from "./overlay/HeatmapOverlay.tsx";
import { LabelPlacer } from "./wire/LabelPlacer.tsx";
import { NodeCard } from "./card/NodeCard.tsx";
import { NodeMenu } from "./NodeMenu.tsx";
import { watchGestures } from "./gestures/watchGestures.ts";
import { draggedNodeType } from "./palette/paletteDrag.ts";
import { useArrangement } from "./useArrangement.ts";
import { useFlowEdges } from "./wire/useFlowEdges.ts";
import { useFlowNodes } from "./useFlowNodes.ts";
import { useKeptCentre } from "./useKeptCentre.ts";
import { useWiringHandlers } from "./wire/useWiringHandlers.ts";
import { Wire } from "./wire/Wire.tsx";
import { useWiring } from "./wire/wiringStore.ts";

const nodeTypes: NodeTypes = { card: NodeCard, comment: CommentCard };
const edgeTypes: EdgeTypes = { wire: Wire };
const snapGrid: [number, number] = [8, 8];
const noWires: WireEdge[] = [];

const DrawnGraph = lazyPart(
  "The drawing of a big graph",
  async () => (await import("./drawn/bigGraph.ts")).bigGraph.DrawnGraph,
);

const WiringGuide = lazyPart(
  "What is said of a wire",
  async () => (await import("./wire/WiringGuide.tsx")).WiringGuide,
);

/** Shows the graph on its canvas, to be looked at and edited. */
export function Canvas() {
  return (
    <ReactFlowProvider>
      <Flow />
    </ReactFlowProvider>
  );
}

function Flow() {
  const scheme = useColourScheme((state) => state.scheme);
  const flow = useReactFlow<FlowNode, WireEdge>();
  const [pane, setPane] = useState<HTMLDivElement | null>(null);
  const { nodes, sizes, big, onNodesChange } = useFlowNodes();
  const { edges, onEdgesChange } = useFlowEdges();
  const cards = useDocument(({ graph }) => graph.nodes.length);
  const wiring = useWiringHandlers();
  const detail = useDetail((state) => state.detail);
  const drawn = detail === "drawn";
  // Comments lie behind what is drawn, and are seen.
  const opaque = useDocument(({ graph }) => graph.comments.length === 0) && drawn;
  const isWiring = useWiring(({ start }) => start !== null);
  const changeable = !useReadOnly();

  useZoomDetail(pane, cards);
  useArrangement(sizes, pane, big);
  useKeptCentre();
  useEffect(() => {
    if (pane === null) return undefined;
    flowView.set({ flow, pane });
    const stopWatching = watchGestures(pane);
    return () => {
      flowView.set(null);
      stopWatching();
    };
  }, [flow, pane]);

  return (
    <div
      ref={setPane}
      className={drawn ? "canvas canvas-far" : `canvas canvas-${detail}`}
      onDragOver={allowNode}
      onDrop={(event) => {
        const nodeType = findNodeType(draggedNodeType(event.dataTransfer) ?? "");
        if (nodeType === undefined) return;
        event.preventDefault();
        const { x, y } = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
        addNode(nodeType, { x: Math.round(x - 92), y: Math.round(y - 17) });
      }}
    >
      <ReactFlow<FlowNode, WireEdge>
        nodes={nodes}
        edges={drawn || nodes.length === 0 ? noWires : edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        {...wiring}
        onNodeClick={selectAlone}
        connectionLineComponent={ConnectionLine}
        connectionRadius={28}
        reconnectRadius={12}
        // A second click that fits nothing would say nothing: wires are drawn, or chosen in the inspector.
        connectOnClick={false}
        // What another tab works on follows no pointer here.
        nodesDraggable={changeable}
        nodesConnectable={changeable}
        edgesReconnectable={changeable}
        deleteKeyCode={null}
        multiSelectionKeyCode={["Control", "Meta", "Shift"]}
        selectionKeyCode="Shift"
        selectionMode={SelectionMode.Partial}
        snapToGrid
        snapGrid={snapGrid}
        minZoom={0.1}
        maxZoom={3}
        zoomOnDoubleClick={false}
        onlyRenderVisibleElements={cards > manyCards}
        elevateEdgesOnSelect
        colorMode={scheme}
      >
        {!opaque && <Background variant={BackgroundVariant.Dots} gap={24} size={1.5} />}
        {drawn ? <DrawnGraph wires={edges} opaque={opaque} /> : <HeatmapOverlay />}
        <LabelPlacer />
        {isWiring && <WiringGuide />}
        <CanvasControls />
      </ReactFlow>
      <NodeMenu />
      <CellTip />
    </div>
  );
}

/** A plain click on one of several selected cards selects it alone; with Shift, Ctrl or Cmd it is React Flow's to toggle. */
function selectAlone(event: MouseEvent, { id }: FlowNode): void {
  if (event.shiftKey || event.ctrlKey || event.metaKey) return;
  const { selection, select } = useDocument.getState();
  const { nodes, comments, edges } = selection;
  if (nodes.length + comments.length + edges.length < 2) return;
  const comment = graphCommentIndex(id);
  const node = graphNodeId(id);
  if (comment !== null) select({ comments: [comment] });
  else if (node !== null) select({ nodes: [node] });
}

function allowNode(event: DragEvent): void {
  if (draggedNodeType(event.dataTransfer) === null) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = "copy";
}
