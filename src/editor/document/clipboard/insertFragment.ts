import { pastedIds } from "../../../graph/edits/paste.ts";
import type { Position, Size } from "../../../graph/graph.ts";
import { useDocument } from "../documentStore.ts";
import { bringVariables } from "./bringVariables.ts";
import { selectedFragment, type Fragment } from "./fragment.ts";
import { pasteOffset } from "./pasteOffset.ts";

/** A width and a height that most cards have: of what is pasted none was measured. */
const card: Size = { width: 184, height: 140 };

/**
 * Adds part of a graph in one undo step, in sight, and selects it.
 *
 * @param sight what is seen of the canvas, on the canvas.
 * @returns what became of its variables; null when it could not be added, which the reader was told.
 */
export function insertFragment(
  fragment: Fragment,
  sight: (Position & Size) | null,
): ReturnType<typeof bringVariables> | null {
  const { graph, apply } = useDocument.getState();
  const { nodes, edges, comments } = fragment;
  const brought = bringVariables(graph, fragment.variables);
  const ids = [...pastedIds(graph, nodes).values()];
  const placed = nodes.flatMap(({ position }) => (position === undefined ? [] : [{ ...position, ...card }]));
  const pasted = [...placed, ...comments.map(({ position, size }) => ({ ...position, ...size }))];
  const taken = [...graph.nodes, ...graph.comments].flatMap(({ position }) =>
    position === undefined ? [] : [position],
  );
  const offset = pasteOffset(pasted, taken, sight);
  const selected = { nodes: ids, comments: comments.map((_, index) => graph.comments.length + index) };
  const added = apply([...brought.edits, { type: "paste", nodes, edges, comments, offset }], { select: selected });
  return added ? brought : null;
}

/** Adds a copy of what is selected, beside it. */
export function duplicateSelection(sight: (Position & Size) | null): void {
  const fragment = selectedFragment();
  if (fragment !== null) insertFragment(fragment, sight);
}
