import { memo, type CSSProperties } from "react";
import type { GraphNode } from "../../../graph/graph.ts";
import type { NodeType } from "../../../nodes/contract/nodeType.ts";
import { selectOnMount } from "../../kit/focusOnMount.ts";
import { useDraft } from "../../document/fields/useDraft.ts";
import { renameNode } from "../../document/edits/actions.ts";
import { RunMarks } from "./RunMarks.tsx";
import { useCanvasUi } from "../../document/canvasUi.ts";

interface CardHeadProps {
  readonly node: GraphNode;
  readonly nodeType: NodeType | undefined;
}

/** Shows a card's name and type. A double click on the name, or F2, edits it. */
export const CardHead = memo(function CardHead({ node, nodeType }: CardHeadProps) {
  const renaming = useCanvasUi((state) => state.renaming === node.id);
  return (
    <header className="card-head">
      <span className="card-dot" data-category={nodeType?.category} />
      {renaming ? (
        <NameField id={node.id} />
      ) : (
        <span
          className="card-name"
          style={{ "--name-length": node.id.length } as CSSProperties}
          title={`${node.id} (double click to rename)`}
          onDoubleClick={(event) => {
            event.stopPropagation();
            useCanvasUi.setState({ renaming: node.id });
          }}
        >
          {node.id}
        </span>
      )}
      <RunMarks node={node.id} />
      <span className="card-type" title={nodeType?.summary}>
        {nodeType?.title ?? node.type}
      </span>
    </header>
  );
});

function NameField({ id }: { readonly id: string }) {
  const draft = useDraft(
    id,
    (name) => renameNode(id, name),
    () => useCanvasUi.setState({ renaming: null }),
  );
  return (
    <input {...draft} className="card-name-field nodrag" aria-label="name" spellCheck={false} ref={selectOnMount} />
  );
}
