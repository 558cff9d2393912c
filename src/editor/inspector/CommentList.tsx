import { canvasView } from "../document/canvasView.ts";
import { useDocument } from "../document/documentStore.ts";
import { Section } from "../kit/Section.tsx";

/** Shows the graph's comments, to be read where the canvas is too small for them; each leads to its place there. */
export function CommentList() {
  const comments = useDocument((state) => state.graph.comments);
  if (comments.length === 0) return null;
  return (
    <Section title="Comments">
      <ul className="inspect-comments">
        {comments.map(({ text }, index) => (
          <li key={index}>
            <button type="button" title="Show it on the canvas" onClick={() => showComment(index)}>
              {text.trim() === "" ? "an empty comment" : text}
            </button>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function showComment(index: number): void {
  useDocument.getState().select({ comments: [index] });
  canvasView.current.showComment(index);
}
