import { NodeResizer, type NodeProps } from "@xyflow/react";
import { memo, useState } from "react";
import { focusOnMount } from "../fields/focusOnMount.ts";
import { useDraft } from "../fields/useDraft.ts";
import { changeComment } from "./actions.ts";
import "./comment.css";
import type { CommentNode } from "./flowTypes.ts";

/** A note on the canvas: plain text, whatever it holds. A double click, or Enter, edits it. */
export const CommentCard = memo(function CommentCard({ data, selected }: NodeProps<CommentNode>) {
  const { comment, index } = data;
  const [editing, setEditing] = useState(false);
  return (
    <div
      className={selected ? "comment comment-selected" : "comment"}
      onDoubleClick={(event) => {
        event.stopPropagation();
        setEditing(true);
      }}
    >
      <NodeResizer
        isVisible={selected}
        minWidth={80}
        minHeight={40}
        onResizeEnd={(_event, { x, y, width, height }) =>
          changeComment(index, {
            position: { x: Math.round(x), y: Math.round(y) },
            size: { width: Math.round(width), height: Math.round(height) },
          })
        }
      />
      {editing ? (
        <CommentText index={index} text={comment.text} onDone={() => setEditing(false)} />
      ) : (
        <p className="comment-text">{comment.text}</p>
      )}
      {selected && !editing && (
        <button type="button" className="comment-edit nodrag" onClick={() => setEditing(true)}>
          Edit
        </button>
      )}
    </div>
  );
});

interface CommentTextProps {
  readonly index: number;
  readonly text: string;
  readonly onDone: () => void;
}

function CommentText({ index, text, onDone }: CommentTextProps) {
  const draft = useDraft(text, (next) => changeComment(index, { text: next }), onDone);
  return (
    <textarea
      {...draft}
      className="comment-field nodrag nowheel"
      aria-label="comment"
      maxLength={1000}
      ref={focusOnMount}
    />
  );
}
