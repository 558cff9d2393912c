import { canRedo, canUndo, useDocument } from "../document/documentStore.ts";
import { BarButton } from "../kit/BarButton.tsx";

/** One step of the document back, and forth again. */
export function UndoButtons() {
  const undoable = useDocument(canUndo);
  const redoable = useDocument(canRedo);
  const undo = useDocument((state) => state.undo);
  const redo = useDocument((state) => state.redo);
  return (
    <div className="bar-group">
      <BarButton
        label="Undo"
        icon="undo"
        iconOnly
        data-quiet
        hint="Undo (Ctrl Z)"
        unavailable={undoable ? null : "There is nothing to undo."}
        onClick={undo}
      />
      <BarButton
        label="Redo"
        icon="redo"
        iconOnly
        data-quiet
        hint="Redo (Ctrl Shift Z)"
        unavailable={redoable ? null : "There is nothing to redo."}
        onClick={redo}
      />
    </div>
  );
}
