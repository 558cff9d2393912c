import { flowNodeId } from "../document/flowId.ts";
import { useDocument } from "../document/documentStore.ts";
import { wordsNodesFor } from "../keeping/files/meantNodes.ts";

/** Describes a file that is dragged over the page. */
export interface Dragged {
  readonly kind: "text" | "graph" | "file";
  /** The node that it is over. */
  readonly over: string | null;
}

/** Says what will become of a dragged file if it is dropped here. It marks the node that would learn from it. */
export function DropTarget({ dragged: { kind, over } }: { readonly dragged: Dragged }) {
  const graph = useDocument((state) => state.graph);
  const selected = useDocument((state) => state.selection.nodes);
  const learners = wordsNodesFor(graph, over === null ? selected : [over]);
  // Of a file that may be a graph only the node that it is over is sure to be meant.
  const sure = kind === "text" || (kind === "file" && learners[0] === over);
  const learner = sure && learners.length === 1 ? learners[0]! : null;
  return (
    <div className="drop-target">
      <p>{sentence(kind, learners.length, learner)}</p>
      {learner !== null && <Mark node={learner} />}
    </div>
  );
}

function sentence(kind: Dragged["kind"], learners: number, learner: string | null): string {
  if (kind === "graph") return "Drop the graph to open it";
  if (kind === "file") {
    return learner === null
      ? "Drop a graph or PyTorch code to open it, or a .txt to learn from it"
      : `Drop a .txt for “${learner}” to learn from, or a graph or code to open it`;
  }
  if (learner !== null) return `Drop the text for “${learner}” to learn from`;
  return learners === 0
    ? "Drop the text for a new words node to learn from"
    : "Drop the text on the words node that is to learn from it";
}

/** A frame around a node's card, where it is on the screen. */
function Mark({ node }: { readonly node: string }) {
  const card = document.querySelector(`.react-flow__node[data-id="${CSS.escape(flowNodeId(node))}"]`);
  if (card === null) return null;
  const { left, top, width, height } = card.getBoundingClientRect();
  return <div className="drop-mark" style={{ left: left - 6, top: top - 6, width: width + 12, height: height + 12 }} />;
}
