import { useLayoutEffect, useRef } from "react";
import { useDocument } from "../stores/documentStore.ts";
import { useInspected } from "../stores/inspectedStore.ts";
import { edgeInto, nodeOf } from "../canvas/graphIndex.ts";
import { CommentInspector } from "./CommentInspector.tsx";
import { GraphInspector } from "./GraphInspector.tsx";
import "./inspector.css";
import { NodeInspector } from "./NodeInspector.tsx";
import { SelectionInspector } from "./SelectionInspector.tsx";
import { WireInspector } from "./WireInspector.tsx";

/** All about what is selected; about the graph as a whole when nothing is. What is new is read from its top on. */
export function Inspector() {
  const place = useRef<HTMLDivElement>(null);
  const shown = useShown();
  useLayoutEffect(() => {
    // Newer browsers give a promise, which is no clean-up.
    place.current?.closest(".side, .narrow-panel")?.scrollTo(0, 0);
  }, [shown]);
  return (
    <div ref={place} className="inspector-place">
      <Selected />
    </div>
  );
}

/** What is shown, and which page of it, as a text. */
function useShown(): string {
  const documentId = useDocument((state) => state.documentId);
  const selected = useDocument(({ selection: { nodes, edges, comments } }) => JSON.stringify([nodes, edges, comments]));
  const tab = useInspected((state) => state.tab);
  return `${documentId} ${selected} ${tab}`;
}

function Selected() {
  const graph = useDocument((state) => state.graph);
  const { nodes, edges, comments } = useDocument((state) => state.selection);
  const count = nodes.length + edges.length + comments.length;
  const node = nodes[0] === undefined ? undefined : nodeOf(graph, nodes[0]);
  const edge = edges[0] === undefined ? undefined : edgeInto(graph, edges[0]);
  const index = comments[0];
  const comment = index === undefined ? undefined : graph.comments[index];

  if (count === 0) return <GraphInspector />;
  if (count > 1) return <SelectionInspector nodes={nodes.length} wires={edges.length} comments={comments.length} />;
  if (node !== undefined) return <NodeInspector key={node.id} node={node} />;
  if (edge !== undefined) return <WireInspector edge={edge} />;
  if (comment !== undefined && index !== undefined) return <CommentInspector index={index} comment={comment} />;
  return <GraphInspector />;
}
