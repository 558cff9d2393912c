import { BarButton } from "../kit/BarButton.tsx";
import { useDocument } from "../document/documentStore.ts";
import { useSession } from "../runner/useSession.ts";
import { useKeeping } from "../keeping/useKeeping.ts";
import { openKept } from "../keeping/openDocument.ts";
import { openPointer } from "../keeping/openPointer.ts";

/** Says of a graph from a link whether it is kept, and offers to keep it or to go back. */
export function LinkBanner() {
  const keeping = useKeeping();
  const evaluated = useSession((state) => state.status?.evaluated ?? false);
  // What was changed or trained is kept by itself.
  const changed = useDocument(() => keeping.standing() !== null);
  const { own } = openPointer.read();
  const keep = (): void => {
    const { graph, setOrigin } = useDocument.getState();
    setOrigin({ kind: "new", name: graph.title });
  };
  return (
    <aside className="banner" aria-label="Graph from a link">
      <p>
        {changed
          ? "Opened from a link: your changed copy is in File → Documents."
          : "Opened from a link: an unsaved copy."}
        {evaluated ? "" : " Press Step, Iterate or Train to run it."}
      </p>
      <BarButton label="Keep a copy" hint="Makes it the graph that this browser opens" onClick={keep} />
      {own?.stored === true && (
        <BarButton
          label="Back to my graph"
          hint={`Opens ${own.title} again`}
          onClick={() => void openKept(keeping, { id: own.documentId, title: own.title })}
        />
      )}
    </aside>
  );
}
