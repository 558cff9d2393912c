import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Graph, Size } from "../../graph/graph.ts";
import { useDocument } from "../document/documentStore.ts";
import { useSession } from "../runner/useSession.ts";
import type { BigGraph } from "./useBigGraph.ts";

/** Milliseconds that cards wait for the session, whose shapes decide how high they are. */
const patience = 400;

/**
 * Has the whole of a big graph that was opened in sight before its cards are put on the page: so they are drawn from the
 * start, and not put there whole first. Says whether they may be there now.
 *
 * @param many whether the graph has so many cards.
 * @param big null until it is loaded.
 */
export function useFirstView(
  many: boolean,
  big: BigGraph | null,
  graph: Graph,
  sizes: ReadonlyMap<string, Size>,
): boolean {
  const opened = useDocument(({ documentId }) => documentId);
  const answered = useSession(({ plan, failure }) => plan !== null || failure !== null);
  const [waitedFor, setWaitedFor] = useState("");
  const [, render] = useState({});
  // Of few cards none waits; and who pastes many more into them goes on seeing what was seen.
  const shown = useRef("");
  const isShown = !many || shown.current === opened;

  useEffect(() => {
    if (isShown) return undefined;
    const timer = setTimeout(() => setWaitedFor(opened), patience);
    return () => clearTimeout(timer);
  }, [isShown, opened]);

  useLayoutEffect(() => {
    if (many && shown.current !== opened) {
      const placed = graph.nodes.every(({ position }) => position !== undefined);
      if (big === null || !placed || !(answered || waitedFor === opened)) return;
      big.fit(graph, sizes);
      render({});
    }
    shown.current = opened;
  }, [many, big, graph, sizes, opened, answered, waitedFor]);
  return isShown;
}
