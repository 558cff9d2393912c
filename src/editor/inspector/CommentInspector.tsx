import { useId } from "react";
import type { GraphComment } from "../../graph/graph.ts";
import { changeComment, deleteSelection } from "../document/edits/actions.ts";
import { LongTextField } from "../document/fields/LongTextField.tsx";
import { useDocument } from "../document/documentStore.ts";
import { Section } from "../kit/Section.tsx";

interface CommentInspectorProps {
  readonly index: number;
  readonly comment: GraphComment;
}

/** Shows all about one comment: its text. */
export function CommentInspector({ index, comment }: CommentInspectorProps) {
  const id = useId();
  return (
    <div className="inspect">
      <Section title="Comment">
        <LongTextField
          id={id}
          label="text of the comment"
          rows={6}
          value={comment.text}
          onCommit={(text) => changeComment(index, { text })}
        />
      </Section>
      <div className="inspect-actions">
        <button type="button" onClick={() => useDocument.getState().select({})}>
          All comments
        </button>
        <button type="button" onClick={deleteSelection}>
          Delete comment
        </button>
      </div>
    </div>
  );
}
