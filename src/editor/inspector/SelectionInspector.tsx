import { deleteSelection } from "../document/edits/actions.ts";
import { canvasView } from "../document/canvasView.ts";
import { duplicateSelection } from "../document/clipboard/insertFragment.ts";

interface SelectionInspectorProps {
  readonly nodes: number;
  readonly wires: number;
  readonly comments: number;
}

/** About several things at once: how many, and what can be done with all of them. */
export function SelectionInspector({ nodes, wires, comments }: SelectionInspectorProps) {
  const parts = [count(nodes, "node"), count(wires, "wire"), count(comments, "comment")].filter((part) => part !== "");
  return (
    <div className="inspect">
      <header className="inspect-head">
        <h2>
          <span className="inspect-title">{parts.join(", ")} selected</span>
        </h2>
      </header>
      <div className="inspect-actions">
        {nodes + comments > 0 && (
          <button type="button" onClick={() => duplicateSelection(canvasView.sight())}>
            Duplicate
          </button>
        )}
        <button type="button" onClick={deleteSelection}>
          Delete
        </button>
      </div>
    </div>
  );
}

function count(number: number, noun: string): string {
  return number === 0 ? "" : `${number} ${noun}${number === 1 ? "" : "s"}`;
}
