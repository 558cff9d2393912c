import { useDocument } from "../document/documentStore.ts";
import { lazyPart } from "../kit/lazyPart.tsx";
import { useSession } from "../runner/useSession.ts";

const WhereToBegin = lazyPart("Where to begin", async () => (await import("./WhereToBegin.tsx")).WhereToBegin);

/** Shows what to do first on an empty canvas. Gone with the first node. */
export function EmptyHint() {
  const empty = useDocument(({ graph }) => graph.nodes.length + graph.comments.length === 0);
  // While the page starts, what was open last is on its way.
  const known = useSession((state) => state.plan !== null);
  return empty && known ? <WhereToBegin /> : null;
}
