import { NodeResizer, type NodeProps } from "@xyflow/react";
import { memo, useEffect, useRef } from "react";
import { lazyPart } from "../../kit/lazyPart.tsx";
import { useDraft } from "../../document/fields/useDraft.ts";
import { changeComment, newCommentText } from "../../document/edits/actions.ts";
import { useCanvasUi } from "../../document/canvasUi.ts";
import "./comment.css";
import { useFolded } from "./useFolded.ts";
import type { CommentNode } from "../flow/flowTypes.ts";

const CommentNote = lazyPart("The comment", async () => (await import("./CommentNote.tsx")).CommentNote);

/** Fewer lines of a longer text say too little. */
const leastLines = 2;

/**
 * Shows a note on the canvas: plain text, whatever it holds. A double click, or Enter, edits it. Where its box has no room for
 * all of it in letters that can be read, it begins there, or a mark stands for it; who selects it reads the note beside it.
 */
export const CommentCard = memo(function CommentCard(props: NodeProps<CommentNode>) {
  const { data, selected, positionAbsoluteX, positionAbsoluteY } = props;
  const { comment, index } = data;
  const text = useRef<HTMLParagraphElement>(null);
  const lines = useFolded(text, comment);
  const folded = lines !== null;
  const isMark = folded && lines < leastLines;
  const editing = useCanvasUi((state) => state.writing === index);
  const setEditing = (on: boolean): void => useCanvasUi.setState({ writing: on ? index : null });
  return (
    <div
      // As a card's: Shift and a click add it to the selection.
      className={["comment nokey", selected && "comment-selected", isMark && !editing && "comment-folded"]
        .filter(Boolean)
        .join(" ")}
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
        <p className="comment-text" ref={text}>
          <span className="comment-lines">{comment.text}</span>
        </p>
      )}
      {isMark && !editing && (
        <span className="comment-mark" title={comment.text}>
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="M2 2.5h12v8.5H7.5L4 14v-3H2z" />
            <path d="M4.5 5.5h7M4.5 8h5" />
          </svg>
        </span>
      )}
      {folded && selected && !editing && (
        <CommentNote x={positionAbsoluteX} y={positionAbsoluteY} text={comment.text} />
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
  const field = useRef<HTMLTextAreaElement>(null);
  useFocusWhenShown(field);
  // With its comment, the writing is over, too: undo takes both away, and so does another document.
  useEffect(
    () => () => {
      if (useCanvasUi.getState().writing === index) useCanvasUi.setState({ writing: null });
    },
    [index],
  );
  return <textarea {...draft} className="comment-field nodrag nowheel" aria-label="comment" ref={field} />;
}

/** Puts the keyboard into a new comment's text, which the first letter replaces. React Flow hides a card until it is measured. */
function useFocusWhenShown(field: { readonly current: HTMLTextAreaElement | null }): void {
  useEffect(() => {
    let frame = 0;
    const attempt = (left: number): void => {
      const element = field.current;
      if (element === null) return;
      element.focus({ preventScroll: true });
      if (document.activeElement === element) {
        if (element.value === newCommentText) element.select();
      } else if (left > 0) frame = requestAnimationFrame(() => attempt(left - 1));
    };
    attempt(30);
    return () => cancelAnimationFrame(frame);
  }, [field]);
}
