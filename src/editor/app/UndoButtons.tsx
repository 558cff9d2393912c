import { redo, undo } from "../document/commands/history.ts";
import { useDocument } from "../document/documentStore.ts";
import { CommandButton } from "../kit/commands/CommandButton.tsx";

const scope = { editor: undefined, sources: [useDocument] };

/** Shows the buttons that go one step of the document back, and forth again. */
export function UndoButtons() {
  return (
    <div className="bar-group">
      <CommandButton command={undo} scope={scope} iconOnly data-quiet />
      <CommandButton command={redo} scope={scope} iconOnly data-quiet />
    </div>
  );
}
