import { useNodesInitialized } from "@xyflow/react";
import { useEffect, useState } from "react";
import { documentChanges } from "../document/documentChanges.ts";
import { useDocument } from "../document/documentStore.ts";
import { attempt } from "../kit/attempt.ts";
import { useSession } from "../runner/useSession.ts";
import { flowView } from "./flow/flowView.ts";
import type { BigGraph } from "./useBigGraph.ts";

/** How long a layout waits for the session, whose shapes decide how high cards are: as long as it is not said to be gone. */
const patience = 10_000;
/** How long cards must keep their sizes before they are laid out. */
const rest = 80;

/**
 * Lays out what has no place, and shows the whole of a graph that was just opened.
 *
 * @param big of a graph of so many cards that their sizes are known before they are on the page; else null.
 */
export function useArrangement(
  sizes: ReadonlyMap<string, { readonly width: number; readonly height: number }>,
  pane: HTMLElement | null,
  big: BigGraph | null,
): void {
  // Stands for the newest opening of a document: the same one opened again is another opening.
  const [opening, setOpening] = useState<object>({});
  useEffect(
    () =>
      documentChanges.subscribe(({ change }) => {
        if (change.kind === "open") setOpening(change);
      }),
    [],
  );
  const unplaced = useDocument((state) => state.graph.nodes.some(({ position }) => position === undefined));
  const empty = useDocument((state) => state.graph.nodes.length === 0);
  const graph = useDocument((state) => state.graph);
  // Not an earlier graph's plan, from before nodes were pasted.
  const planned = useSession(
    ({ plan }) =>
      plan !== null && graph.nodes.every(({ id, position }) => position !== undefined || Object.hasOwn(plan.nodes, id)),
  );
  const failed = useSession(({ failure }) => failure !== null);
  const measured = useNodesInitialized();
  const [waitedFor, setWaitedFor] = useState<object | null>(null);
  const [fitted, setFitted] = useState<object | null>(null);

  useEffect(() => {
    if (planned) return;
    const timer = setTimeout(() => setWaitedFor(graph), patience);
    return () => clearTimeout(timer);
  }, [planned, graph]);

  const answered = planned || failed || waitedFor === graph;
  const ready = (measured || big !== null) && answered;
  useEffect(() => {
    if (!unplaced || !ready) return;
    const place = async () => (await import("./arrangement/arrange.ts")).placeUnplaced(sizes);
    const timer = setTimeout(() => attempt(place), rest);
    return () => clearTimeout(timer);
  }, [unplaced, ready, sizes]);

  // Also when the canvas itself is new: the page has become narrow, or wide.
  const unseen = fitted !== opening;
  const wantsFit = unseen && measured && !unplaced && !empty;
  // What the session says gives cards their heights: the view goes with them until they keep their sizes.
  useEffect(() => {
    if (!wantsFit) return;
    flowView.fit();
    if (!answered) return;
    const timer = setTimeout(() => setFitted(opening), rest);
    return () => clearTimeout(timer);
  }, [wantsFit, answered, opening, sizes]);

  // Who looks at a place of their own is not taken away from it.
  useEffect(() => {
    if (!wantsFit || pane === null) return;
    const stop = (): void => setFitted(opening);
    const moves = ["pointerdown", "wheel", "keydown"] as const;
    for (const move of moves) pane.addEventListener(move, stop, { capture: true, passive: true });
    return () => {
      for (const move of moves) pane.removeEventListener(move, stop, { capture: true });
    };
  }, [wantsFit, pane, opening]);
}
