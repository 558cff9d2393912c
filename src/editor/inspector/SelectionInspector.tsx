import { deleteSelected, duplicate } from "../document/commands/selection.ts";
import { CommandAction } from "../kit/commands/CommandAction.tsx";

interface SelectionInspectorProps {
  readonly nodes: number;
  readonly wires: number;
  readonly comments: number;
}

/** Shows all about several things at once: how many, and what can be done with all of them. */
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
        {nodes + comments > 0 && <CommandAction command={duplicate} />}
        <CommandAction command={deleteSelected} />
      </div>
    </div>
  );
}

function count(number: number, noun: string): string {
  return number === 0 ? "" : `${number} ${noun}${number === 1 ? "" : "s"}`;
}
