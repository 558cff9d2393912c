import { useEffect, useRef } from "react";
import { parseEndpoint } from "../../base/endpoint.ts";
import { canvasView } from "../document/canvasView.ts";
import { flowCommentId, flowNodeId } from "../document/flowId.ts";
import { edgeInto } from "../document/graphIndex.ts";
import { onceLetGo } from "../canvas/gestures/onceLetGo.ts";
import { useDocument } from "../document/documentStore.ts";
import type { Selection } from "../document/selection.ts";
import { useSession } from "../runner/useSession.ts";
import { fitSoon } from "../document/fitSoon.ts";
import type { NarrowTab } from "../kit/layoutStore.ts";
import { stripTarget, type StripState } from "./stripTarget.ts";

/** On a phone the canvas above a panel is a strip, too low for a whole graph to be read: it shows what the panel is about. */
export function useStrip(tab: NarrowTab, withLesson: boolean): void {
  const selection = useDocument((state) => state.selection);
  const training = useSession(({ status }) => status?.phase === "training");
  const cursor = useSession(({ status }) => status?.cursor ?? 0);
  const atCursor = useSession(({ plan, status }) => plan?.instructions[status?.cursor ?? 0]?.node ?? null);
  const before = useRef<StripState | null>(null);
  const layout = useRef<string>(undefined);

  useEffect(() => {
    const last = before.current;
    const card = atCursor === null ? null : flowNodeId(atCursor);
    // What a training is at does not lead anybody anywhere: it is everywhere.
    const at = training && last !== null ? last : { cursor, atCursor: card };
    const now = { tab, selected: cardsOf(selection), cursor: at.cursor, atCursor: at.atCursor };
    before.current = now;
    const target = stripTarget(last, now);
    if (target !== undefined) canvasView.current.setStrip(target);
    // A panel and the lesson take room from the canvas.
    const size = `${tab === "canvas"} ${withLesson}`;
    const first = layout.current === undefined;
    const resized = !first && layout.current !== size;
    layout.current = size;
    if (resized) fitSoon(() => canvasView.current.settle());
    else if (target !== undefined && !first) onceLetGo(() => canvasView.current.moveStrip());
  }, [tab, withLesson, selection, training, cursor, atCursor]);

  useEffect(
    () => () => {
      before.current = null;
      canvasView.current.setStrip(null);
    },
    [],
  );
}

/** What is selected, as cards: of a wire, those at its ends. */
function cardsOf({ nodes, edges, comments }: Selection): readonly string[] {
  const { graph } = useDocument.getState();
  const ends = edges.flatMap((to) => [edgeInto(graph, to)?.from, to]);
  const wired = ends.flatMap((end) => parseEndpoint(end ?? "")?.node ?? []);
  return [...[...nodes, ...wired].map(flowNodeId), ...comments.map(flowCommentId)];
}
