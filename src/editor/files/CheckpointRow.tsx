import { useMemo } from "react";
import { useDocument } from "../document/documentStore.ts";
import { checkpoints, tryCheckpoint } from "../keeping/checkpoints/checkpoints.ts";
import type { CheckpointHead } from "../keeping/checkpoints/checkpointStorage.ts";
import { useKeeping } from "../keeping/useKeeping.ts";
import { BarButton } from "../kit/BarButton.tsx";
import { closeDialog } from "../kit/dialog/dialogStore.ts";
import { changesSince, checkpointFacts, checkpointReason, checkpointTitle } from "./checkpointText.ts";

/** Shows a checkpoint: why it is there, what it holds, what was changed since; and restores or deletes it. */
export function CheckpointRow({ head }: { readonly head: CheckpointHead }) {
  const keeping = useKeeping();
  const graph = useDocument((state) => state.graph);
  const changes = useMemo(() => changesSince(head, graph), [head, graph]);
  const title = checkpointTitle(head);
  return (
    <li className="checkpoint-row dialog-row" data-kind={head.kind}>
      <div className="checkpoint-about">
        <p className="checkpoint-title">
          <strong>{title}</strong> <span className="checkpoint-reason">{checkpointReason(head)}</span>
        </p>
        <p className="checkpoint-facts">{checkpointFacts(head, new Date())}</p>
        {changes !== null && <p className="checkpoint-facts">{changes}</p>}
      </div>
      <div className="checkpoint-actions">
        <BarButton
          label="Restore"
          icon="undo"
          aria-label={`Restore ${title}`}
          hint="Put this model and its numbers in the place of those that are here; Undo brings these back"
          onClick={() => {
            closeDialog();
            void tryCheckpoint(checkpoints.restore(keeping, head));
          }}
        />
        <BarButton
          label="Delete"
          data-quiet
          aria-label={`Delete ${title}`}
          onClick={() => void tryCheckpoint(checkpoints.remove(keeping, head))}
        />
      </div>
    </li>
  );
}
