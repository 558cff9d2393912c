import { useStore } from "@xyflow/react";
import { createPortal } from "react-dom";

interface CommentNoteProps {
  /** Where the comment is on the canvas. */
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

/** As wide as lines are read well, in pixels of the screen; and how far it stays from the edges and below its mark. */
const [width, edge, below] = [260, 8, 30];

/** Shows a comment's text beside its mark, as large on the screen at any zoom. */
export function CommentNote({ x, y, text }: CommentNoteProps) {
  const [left, top, zoom] = useStore(({ transform }) => transform);
  const pane = useStore(({ domNode }) => domNode);
  const across = useStore((state) => state.width);
  if (pane === null) return null;
  const at = Math.max(edge, Math.min(left + x * zoom, across - width - edge));
  return createPortal(
    <p
      className="comment-note"
      role="note"
      style={{ width, transform: `translate(${at}px, ${top + y * zoom + below}px)` }}
    >
      {text}
    </p>,
    pane,
  );
}
