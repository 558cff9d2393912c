/** React Flow and nothing else, with the cards of the page as dead markup: what the page's canvas is measured against. */
import { Handle, Position, ReactFlow, useNodesState, type Edge, type Node, type NodeProps } from "@xyflow/react";
import { memo } from "react";
import { createRoot } from "react-dom/client";
import "@xyflow/react/dist/base.css";
import "../../../../src/editor/app/theme.css";
import "../../../../src/editor/canvas/canvas.css";
import "../../../../src/editor/canvas/card/card.css";

type BareNode = Node<{ html: string }, "card">;

interface BareGraph {
  readonly nodes: BareNode[];
  readonly edges: Edge[];
}

const Card = memo(function Card({ data }: NodeProps<BareNode>) {
  return (
    <div>
      <div dangerouslySetInnerHTML={{ __html: data.html }} />
      <Handle type="target" position={Position.Left} />
      <Handle type="source" position={Position.Right} />
    </div>
  );
});
const nodeTypes = { card: Card };

function Flow({ nodes: given, edges }: BareGraph) {
  const [nodes, , onNodesChange] = useNodesState(given);
  return (
    <ReactFlow
      nodes={nodes}
      edges={edges}
      onNodesChange={onNodesChange}
      nodeTypes={nodeTypes}
      fitView
      minZoom={0.1}
      maxZoom={3}
    />
  );
}

Object.assign(window, {
  show(graph: BareGraph, size: { readonly width: number; readonly height: number }) {
    createRoot(document.querySelector("#root")!).render(
      <div className="canvas" style={{ ...size, inset: "0 auto auto 0" }}>
        <Flow {...graph} />
      </div>,
    );
  },
});
