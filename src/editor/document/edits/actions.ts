import type { Edit } from "../../../graph/edits/edit.ts";
import { freshId } from "../../../graph/freshId.ts";
import type { Position, Size } from "../../../graph/graph.ts";
import type { NodeType } from "../../../nodes/contract/nodeType.ts";
import type { SettingValue } from "../../../nodes/settings/kinds/settingKind.ts";
import { useDocument } from "../documentStore.ts";
import { useCanvasUi } from "../canvasUi.ts";
import { canvasView } from "../canvasView.ts";

/*
 * What a reader can do to the graph, each one undo step. Where it cannot be done, the document's store tells why.
 */

export function renameNode(id: string, to: string): void {
  useDocument.getState().apply([{ type: "renameNode", id, to: to.trim() }]);
}

/** Says whether the document took it. */
export function changeSetting(id: string, setting: string, value: SettingValue): boolean {
  return useDocument.getState().apply([{ type: "setSetting", id, setting, value }]);
}

export function connect(from: string, to: string): void {
  useDocument.getState().apply([{ type: "connect", from, to }]);
}

/** Puts one end of a wire elsewhere. */
export function replug(before: string, from: string, to: string): void {
  const edits: readonly Edit[] = [
    ...(before === to ? [] : [{ type: "disconnect", to: before } as const]),
    { type: "connect", from, to },
  ];
  useDocument.getState().apply(edits, { select: { edges: [to] } });
}

export function disconnect(to: string): void {
  useDocument.getState().apply([{ type: "disconnect", to }]);
}

/** A width and a height that any new card fits into. */
const newCard = { width: 184, height: 160 };

/** Adds a node, in view where no place is given, and selects it. */
export function addNode(nodeType: NodeType, position: Position = canvasView.current.placeInView(newCard)): void {
  const { graph, apply } = useDocument.getState();
  const id = freshId(graph, nodeType.type);
  const edit: Edit = { type: "addNode", nodeType: nodeType.type, id, position };
  if (apply([edit], { select: { nodes: [id] } })) canvasView.current.focusNode(id);
}

/** Adds a node at the loose end of a wire, and wires it. */
export function addWiredNode(
  nodeType: NodeType,
  position: Position,
  port: string,
  wire: { readonly endpoint: string; readonly end: "output" | "input" },
): void {
  const { graph, apply } = useDocument.getState();
  const id = freshId(graph, nodeType.type);
  const leadsOn = wire.end === "output";
  const edits: readonly Edit[] = [
    {
      type: "addNode",
      nodeType: nodeType.type,
      id,
      // The new card's port, and not its corner, comes to where the wire was dropped.
      position: { x: Math.round(position.x - (leadsOn ? 0 : newCard.width)), y: Math.round(position.y - 17) },
    },
    { type: "connect", from: leadsOn ? wire.endpoint : `${id}.${port}`, to: leadsOn ? `${id}.${port}` : wire.endpoint },
  ];
  if (apply(edits, { select: { nodes: [id] } })) canvasView.current.focusNode(id);
}

/** Takes away all that is selected. */
export function deleteSelection(): void {
  const { selection, apply } = useDocument.getState();
  const { nodes, edges, comments } = selection;
  if (nodes.length + edges.length + comments.length === 0) return;
  apply([{ type: "remove", nodes, edges, comments }]);
}

export function selectAll(): void {
  const { graph, select } = useDocument.getState();
  select({ nodes: graph.nodes.map(({ id }) => id), comments: graph.comments.map((_, index) => index) });
}

const newComment: Size = { width: 240, height: 80 };

/** Is what stands in a comment until its reader writes something. */
export const newCommentText = "A comment: double click to edit it.";

/** Adds a comment in view, selects it, and lets its text be written. */
export function addComment(): void {
  const { graph, apply } = useDocument.getState();
  const position = canvasView.current.placeInView(newComment);
  const comment = { text: newCommentText, position, size: newComment };
  const index = graph.comments.length;
  if (apply([{ type: "addComment", comment }], { select: { comments: [index] } }))
    useCanvasUi.setState({ writing: index });
}

export function changeComment(
  index: number,
  change: { readonly text?: string; readonly position?: Position; readonly size?: Size },
): boolean {
  const comment = useDocument.getState().graph.comments[index];
  return comment !== undefined && useDocument.getState().apply([{ type: "setComment", index, ...change }]);
}
