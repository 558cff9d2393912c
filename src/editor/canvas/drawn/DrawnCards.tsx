import { useStoreApi, type InternalNode } from "@xyflow/react";
import { useEffect, useRef } from "react";
import { findNodeType } from "../../../nodes/catalogue.ts";
import { graphNodeId } from "../../document/flowId.ts";
import { useColourScheme } from "../../kit/colourScheme.ts";
import { thumbnails } from "../../pictures/thumbnails.ts";
import { outputTensors } from "../../runner/outputTensors.ts";
import { reportOf } from "../../runner/reportOf.ts";
import { standingsOf } from "../../runner/runStanding.ts";
import type { SessionState } from "../../runner/sessionStore.ts";
import { useRunner } from "../../runner/useRunner.ts";
import type { FlowNode, WireEdge } from "../flow/flowTypes.ts";
import { wireEnd } from "../wire/wireEnd.ts";
import type { WireEnd } from "../flow/wirePath.ts";
import { drawnLook } from "./drawnLook.ts";
import { nameRoom, paintCards, type DrawnCard, type DrawnWire } from "./paintCards.ts";

interface DrawnCardsProps {
  readonly wires: readonly WireEdge[];
}

/**
 * Shows all cards and wires of a big graph from afar, on one canvas. Elements of that number cannot be moved sixty times a
 * second; the empty ones that React Flow keeps in their places take the pointer and the keys, and are read out.
 */
export function DrawnCards({ wires }: DrawnCardsProps) {
  const { session } = useRunner();
  const store = useStoreApi<FlowNode, WireEdge>();
  const element = useRef<HTMLCanvasElement>(null);
  const scheme = useColourScheme((state) => state.scheme);

  useEffect(() => {
    const canvas = element.current;
    const context = canvas?.getContext("2d") ?? null;
    if (canvas === null || context === null) return undefined;
    const look = drawnLook(canvas);
    let frame: number | null = null;
    // While only the view moves they stay what they are; all else makes them anew.
    let drawn: { readonly cards: readonly DrawnCard[]; readonly lines: readonly DrawnWire[] } | null = null;
    const paint = (): void => {
      frame = null;
      const { nodeLookup, transform, width, height } = store.getState();
      drawn ??= drawnGraph(nodeLookup, wires, session.getState());
      const view = { transform, width, height, ratio: window.devicePixelRatio };
      paintCards(context, drawn.cards, drawn.lines, view, look);
    };
    const soon = (): void => {
      frame ??= requestAnimationFrame(paint);
    };
    let seen = session.getState();
    const stops = [
      store.subscribe((now, before) => {
        if (now.transform === before.transform || now.nodes !== before.nodes) drawn = null;
        soon();
      }),
      session.subscribe((now) => {
        if (now.plan !== seen.plan || standingsOf(now) !== standingsOf(seen)) {
          drawn = null;
          soon();
        }
        seen = now;
      }),
    ];
    soon();
    return () => {
      for (const stop of stops) stop();
      if (frame !== null) cancelAnimationFrame(frame);
    };
  }, [session, store, wires, scheme]);

  useDrawnPictures();
  return <canvas ref={element} className="drawn-cards" aria-hidden="true" />;
}

type FlowState = ReturnType<ReturnType<typeof useStoreApi<FlowNode, WireEdge>>["getState"]>;

function drawnGraph(
  nodeLookup: FlowState["nodeLookup"],
  wires: readonly WireEdge[],
  now: SessionState,
): { readonly cards: readonly DrawnCard[]; readonly lines: readonly DrawnWire[] } {
  const cards = [...nodeLookup.values()].flatMap((node) => drawnCard(node, now));
  const lines = wires.flatMap((wire): DrawnWire[] => {
    const source = endOf(nodeLookup.get(wire.source), "source", wire.sourceHandle);
    const target = endOf(nodeLookup.get(wire.target), "target", wire.targetHandle);
    return source === null || target === null ? [] : [{ source, target, selected: wire.selected === true }];
  });
  return { cards, lines };
}

function drawnCard(node: InternalNode<FlowNode>, now: SessionState): DrawnCard[] {
  if (!("node" in node.data)) return [];
  const { id, type } = node.data.node;
  const report = reportOf(now.plan, id);
  const { phase, next } = now.status ?? {};
  const isNext = phase !== "training" && next?.node === id;
  const isAhead = standingsOf(now)?.get(id)?.forward === "ahead";
  return [
    {
      ...node.internals.positionAbsolute,
      width: node.measured.width ?? 0,
      height: node.measured.height ?? 0,
      name: id,
      category: findNodeType(type)?.category,
      selected: node.selected === true,
      state: report?.status === "error" ? "fault" : isNext ? "next" : isAhead ? "ahead" : "plain",
    },
  ];
}

/** Where a wire ends, by the places of the card's handles: those that it was given, since on the page it has none. */
function endOf(
  node: InternalNode<FlowNode> | undefined,
  type: "source" | "target",
  id: string | null | undefined,
): WireEnd | null {
  const handle = node?.handles?.find((other) => other.type === type && other.id === id);
  if (node === undefined || handle === undefined) return null;
  const { x, y } = node.internals.positionAbsolute;
  const { width = 0, height = 0, position } = handle;
  const { side } = wireEnd(0, 0, position);
  return { x: x + handle.x + width / 2, y: y + handle.y + height / 2, side };
}

/** Has the overlay draw the first output of each card, below its name. */
function useDrawnPictures(): void {
  const { session } = useRunner();
  const store = useStoreApi<FlowNode, WireEdge>();
  useEffect(() => {
    let taken: (() => void)[] = [];
    let known = session.getState().plan;
    const take = (): void => {
      for (const back of taken) back();
      taken = [...store.getState().nodeLookup.keys()].flatMap((flowId) => {
        const node = graphNodeId(flowId);
        const report = node === null ? undefined : reportOf(known, node);
        const [first] = report?.status === "ready" ? outputTensors(report.outputs) : [];
        if (node === null || first === undefined) return [];
        const place = () => {
          const { nodeLookup, transform } = store.getState();
          const { width = 0, height = 0 } = nodeLookup.get(flowId)?.measured ?? {};
          const top = Math.max(12, nameRoom(height, transform[2]));
          return { x: 12, y: top, width: width - 24, height: Math.max(0, height - top - 8) };
        };
        return [thumbnails.add({ flowId, node, port: first.port, side: "value", place })];
      });
    };
    take();
    const stop = session.subscribe(({ plan }) => {
      if (plan === known) return;
      known = plan;
      take();
    });
    return () => {
      stop();
      for (const back of taken) back();
    };
  }, [session, store]);
}
