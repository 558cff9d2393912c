import type { InternalNode } from "@xyflow/react";
import { findNodeType } from "../../../nodes/catalogue.ts";
import { reportOf } from "../../runner/reportOf.ts";
import { standingsOf } from "../../runner/runStanding.ts";
import type { SessionState } from "../../runner/sessionStore.ts";
import type { FlowNode, WireEdge } from "../flow/flowTypes.ts";
import type { WireEnd } from "../flow/wirePath.ts";
import { wireEnd } from "../wire/wireEnd.ts";
import type { DrawnCard, DrawnWire } from "./paintCards.ts";

/** Describes all that is drawn of a graph but its tensors. */
export interface DrawnGraph {
  readonly cards: readonly DrawnCard[];
  readonly wires: readonly DrawnWire[];
}

/** Returns a graph as it is drawn, where React Flow has its cards, and as the session stands. */
export function drawnGraph(
  nodes: ReadonlyMap<string, InternalNode<FlowNode>>,
  edges: readonly WireEdge[],
  now: SessionState,
): DrawnGraph {
  const cards = [...nodes.values()].flatMap((node) => drawnCard(node, now));
  const wires = edges.flatMap((edge): DrawnWire[] => {
    const source = endOf(nodes.get(edge.source), "source", edge.sourceHandle);
    const target = endOf(nodes.get(edge.target), "target", edge.targetHandle);
    return source === null || target === null ? [] : [{ source, target, selected: edge.selected === true }];
  });
  return { cards, wires };
}

/** Says whether two graphs are drawn alike, to the pixel. */
export function sameDrawn(one: DrawnGraph, other: DrawnGraph): boolean {
  return alike(one.cards, other.cards, sameCard) && alike(one.wires, other.wires, sameWire);
}

function alike<T>(one: readonly T[], other: readonly T[], same: (a: T, b: T) => boolean): boolean {
  return one.length === other.length && one.every((item, at) => same(item, other[at]!));
}

function sameCard(a: DrawnCard, b: DrawnCard): boolean {
  return (
    a.x === b.x &&
    a.y === b.y &&
    a.width === b.width &&
    a.height === b.height &&
    a.name === b.name &&
    a.category === b.category &&
    a.selected === b.selected &&
    a.state === b.state
  );
}

function sameWire(a: DrawnWire, b: DrawnWire): boolean {
  return a.selected === b.selected && sameEnd(a.source, b.source) && sameEnd(a.target, b.target);
}

function sameEnd(a: WireEnd, b: WireEnd): boolean {
  return a.x === b.x && a.y === b.y && a.side === b.side;
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
