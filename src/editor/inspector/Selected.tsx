import { edgeInto, nodeOf } from "../document/graphIndex.ts";
import { useDocument } from "../document/documentStore.ts";
import { CommentInspector } from "./CommentInspector.tsx";
import { GraphInspector } from "./GraphInspector.tsx";
import { NodeInspector } from "./NodeInspector.tsx";
import { PresentedNode } from "./PresentedNode.tsx";
import { SelectionInspector } from "./SelectionInspector.tsx";
import { WireInspector } from "./WireInspector.tsx";

/** Shows all about what is selected; about the graph where that is no more. In a presentation: one node, large. */
export function Selected({ presented = false }: { readonly presented?: boolean }) {
  return presented ? <PresentedNode /> : <SelectedNow />;
}

function SelectedNow() {
  const graph = useDocument((state) => state.graph);
  const { nodes, edges, comments } = useDocument((state) => state.selection);
  const count = nodes.length + edges.length + comments.length;
  const node = nodes[0] === undefined ? undefined : nodeOf(graph, nodes[0]);
  const edge = edges[0] === undefined ? undefined : edgeInto(graph, edges[0]);
  const index = comments[0];
  const comment = index === undefined ? undefined : graph.comments[index];

  if (count > 1) return <SelectionInspector nodes={nodes.length} wires={edges.length} comments={comments.length} />;
  if (node !== undefined) return <NodeInspector key={node.id} node={node} />;
  if (edge !== undefined) return <WireInspector edge={edge} />;
  if (comment !== undefined && index !== undefined) return <CommentInspector index={index} comment={comment} />;
  return <GraphInspector />;
}
