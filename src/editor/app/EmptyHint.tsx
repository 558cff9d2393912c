import { nodeTypeOf } from "../../nodes/catalogue.ts";
import { addNode } from "../document/edits/actions.ts";
import { useDocument } from "../document/documentStore.ts";
import { useSession } from "../runner/useSession.ts";
import { BarButton } from "../kit/BarButton.tsx";
import { runCommand } from "../kit/commands/command.ts";
import { gallery } from "./commands/pageCommands.ts";
import "../kit/notices.css";

/** Shows what to do first on an empty canvas. Gone with the first node. */
export function EmptyHint() {
  const empty = useDocument(({ graph }) => graph.nodes.length + graph.comments.length === 0);
  // While the page starts, what was open last is on its way.
  const known = useSession((state) => state.plan !== null);
  const text = nodeTypeOf("text");
  if (!empty || !known) return null;
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
