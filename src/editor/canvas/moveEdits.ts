import type { Edit } from "../../graph/edits/edit.ts";
import type { Graph, Position } from "../../graph/graph.ts";
import { graphCommentIndex, graphNodeId } from "../document/flowId.ts";
import { nodeOf } from "../document/graphIndex.ts";

/**
 * Returns the edit that puts cards and comments, by React Flow's ids, where they were dragged to. None if they were
 * there.
 */
export function moveEdits(
  graph: Graph,
  moves: readonly { readonly id: string; readonly position: Position }[],
): readonly Edit[] {
  const nodes: { id: string; position: Position }[] = [];
  const comments: { index: number; position: Position }[] = [];
  for (const { id: flowId, position } of moves) {
    const place = { x: Math.round(position.x), y: Math.round(position.y) };
    const index = graphCommentIndex(flowId);
    const id = graphNodeId(flowId);
    if (index !== null) {
      if (moved(graph.comments[index]?.position, place)) comments.push({ index, position: place });
    } else if (id !== null && moved(nodeOf(graph, id)?.position, place)) nodes.push({ id, position: place });
  }
  return nodes.length === 0 && comments.length === 0 ? [] : [{ type: "move", nodes, comments }];
}

function moved(from: Position | undefined, to: Position): boolean {
  return from === undefined || from.x !== to.x || from.y !== to.y;
}
