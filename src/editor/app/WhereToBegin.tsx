import { nodeTypeOf } from "../../nodes/catalogue.ts";
import { addNode } from "../document/edits/actions.ts";
import { BarButton } from "../kit/BarButton.tsx";
import { runCommand } from "../kit/commands/command.ts";
import { gallery } from "./commands/pageCommands.ts";
import "../kit/notices.css";

/** Says what to do first on an empty canvas. */
export function WhereToBegin() {
  const text = nodeTypeOf("text");
  return (
    <aside className="empty-hint" aria-label="Where to begin">
      <p>Nothing is wired yet. A network begins with its data: drag {text.title} from the nodes onto the canvas.</p>
      <div>
        <BarButton label={`Add ${text.title}`} onClick={() => addNode(text)} />
        <BarButton label="Gallery" onClick={() => runCommand(gallery, undefined)} />
      </div>
    </aside>
  );
}
