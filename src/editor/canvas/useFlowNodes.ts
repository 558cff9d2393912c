import { useUpdateNodeInternals, type NodeChange, type NodeHandle } from "@xyflow/react";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Graph, GraphNode, Position, Size } from "../../graph/graph.ts";
import { manyCards, useDetail } from "./detail/detail.ts";
import { useBigGraph, type BigGraph } from "./useBigGraph.ts";
import { useFirstView } from "./useFirstView.ts";
import { useDocument } from "../document/documentStore.ts";
import type { Selection } from "../document/selection.ts";
import { useSession } from "../runner/useSession.ts";
import { derived } from "../../base/derived.ts";
import type { CardPorts } from "./flow/cardPorts.ts";
import { graphPorts } from "./flow/graphPorts.ts";
import { flowCommentId, flowNodeId, graphCommentIndex, graphNodeId } from "../document/flowId.ts";
import type { CommentNode, FlowNode, CardNode } from "./flow/flowTypes.ts";
import { useGesture } from "./gestures/gesture.ts";
import { moveEdits } from "./moveEdits.ts";

/** What a gesture that is still going on has changed, by React Flow's ids. */
interface Transient {
  readonly position?: Position;
  readonly size?: Size;
}

/**
 * Returns the document's nodes and comments as React Flow wants them, and what to do when it changes them. A drag moves
 * only what React Flow holds; where it ends is one edit of the document.
 */
export function useFlowNodes(): {
  readonly nodes: FlowNode[];
  readonly sizes: ReadonlyMap<string, Size>;
  readonly big: BigGraph | null;
  readonly onNodesChange: (changes: readonly NodeChange<FlowNode>[]) => void;
} {
  const graph = useDocument((state) => state.graph);
  const selection = useDocument((state) => state.selection);
  const [sizes, setSizes] = useMeasuredSizes();
  const [transient, setTransient] = useState<ReadonlyMap<string, Transient>>(new Map());
  const newest = useRef(transient);
  const drawn = useDetail(({ detail }) => detail === "drawn");
  const made = useRef<{ readonly drawn: boolean; readonly nodes: ReadonlyMap<string, FlowNode> }>({
    drawn,
    nodes: new Map(),
  });

  // Not while a card is being dragged: its ports change their sides where it is let go.
  const reports = useSession(({ plan }) => (graph.nodes.length > manyCards ? plan : null));
  const many = graph.nodes.length > manyCards;
  const big = useBigGraph(many);
  const known = useMemo(() => big?.withEstimates(graph, reports, sizes) ?? sizes, [big, graph, reports, sizes]);
  const ports = useMemo(() => (big?.keptPorts ?? graphPorts)(graph, known), [big, graph, known]);
  const isShown = useFirstView(many, big, graph, known);
  const cards = useMemo(() => {
    // Put on the page before their sizes are known, all of them would be measured.
    if (!isShown || (many && big === null)) return [];
    // React Flow looks for the handles of cards that are drawn, too, and finds none: made anew, they are told again.
    const before = made.current.drawn === drawn ? made.current.nodes : new Map<string, FlowNode>();
    const next = flowNodes(graph, ports, selection, known, transient, before, big?.placedHandles);
    made.current = { drawn, nodes: new Map(next.map((node) => [node.id, node])) };
    return next;
  }, [isShown, many, big, drawn, graph, ports, selection, known, transient]);
  const born = useSession(({ status }) => status?.notFinite?.node ?? null);
  const nodes = useMemo(() => inFront(cards, born), [cards, born]);

  useMovedPorts(ports);

  const onNodesChange = useCallback(
    (changes: readonly NodeChange<FlowNode>[]) => {
      const show = (next: ReadonlyMap<string, Transient>): void => {
        newest.current = next;
        setTransient(next);
      };
      const measured = changes.filter((change) => change.type === "dimensions");
      if (measured.length > 0) {
        setSizes((before) => withSizes(before, measured));
        show(withResizes(newest.current, measured));
      }
      const moved = changes.filter((change) => change.type === "position");
      if (moved.length > 0) {
        if (useGesture.getState().abandoned) {
          show(new Map());
          return;
        }
        // React Flow's last word of a drag may have no position: then the place before it holds.
        const places = withMoves(newest.current, moved);
        if (moved.some((change) => change.dragging === true)) show(places);
        else {
          commitMoves(places, newest.current.size > 0);
          show(new Map());
        }
      }
      selectChanges(changes);
    },
    [setSizes],
  );

  return { nodes, sizes: known, big, onNodesChange };
}

const unmeasured: ReadonlyMap<string, Size> = new Map();

/**
 * Holds the sizes of the open document's cards as they were measured. Those of another one's, which may bear the same names,
 * say nothing of them: a card taken to be higher than it is would have its ports at its sides, and so become as high.
 */
function useMeasuredSizes() {
  const opened = useDocument(({ openings }) => openings);
  const [sizes, setSizes] = useState(unmeasured);
  const [measuredOf, setMeasuredOf] = useState(opened);
  if (measuredOf !== opened) {
    setMeasuredOf(opened);
    setSizes(unmeasured);
  }
  return [sizes, setSizes] as const;
}

/** Tells React Flow which cards' handles stand elsewhere now: of all in one go, each call goes through every card. */
function useMovedPorts(ports: ReadonlyMap<string, CardPorts>): void {
  const updateInternals = useUpdateNodeInternals();
  const before = useRef(ports);
  useEffect(() => {
    const moved = [...ports].filter(([id, { key }]) => (before.current.get(id)?.key ?? key) !== key);
    before.current = ports;
    // Of many cards it is told where they are: with the cards themselves.
    if (moved.length > 0 && ports.size <= manyCards) updateInternals(moved.map(([id]) => flowNodeId(id)));
  }, [ports, updateInternals]);
}

const flowIdOf = derived((node: GraphNode) => flowNodeId(node.id));
const origin: Position = { x: 0, y: 0 };

function flowNodes(
  graph: Graph,
  ports: ReadonlyMap<string, CardPorts>,
  selection: Selection,
  sizes: ReadonlyMap<string, Size>,
  transient: ReadonlyMap<string, Transient>,
  before: ReadonlyMap<string, FlowNode>,
  placedHandles?: (ports: CardPorts, size: Size) => NodeHandle[],
): FlowNode[] {
  const selected = new Set(selection.nodes);
  const cards = graph.nodes.map((node): FlowNode => {
    const id = flowIdOf(node);
    const old = before.get(id) as CardNode | undefined;
    const fresh = ports.get(node.id)!;
    const size = sizes.get(id);
    const position = transient.get(id)?.position ?? node.position ?? origin;
    const kept = old !== undefined && old.data.node === node && old.data.ports.key === fresh.key;
    const isSelected = selected.has(node.id);
    // Of thousands of cards an edit makes one anew.
    if (kept && old.selected === isSelected && old.measured === size && samePlace(old.position, position)) return old;
    return {
      id,
      type: "card",
      position,
      data: kept ? old.data : { node, ports: old?.data.ports.key === fresh.key ? old.data.ports : fresh },
      selected: isSelected,
      ariaLabel: `${node.id}, ${node.type}`,
      ...measured(size),
      // Of many cards, since one that is drawn has no handles on the page that could be measured.
      ...(size !== undefined && placedHandles !== undefined
        ? { handles: (kept && old.measured === size ? old.handles : null) ?? placedHandles(fresh, size) }
        : {}),
      // Until it is laid out it has no place to be shown at.
      ...(node.position === undefined ? { style: { opacity: 0 } } : {}),
    };
  });
  const comments = graph.comments.map((comment, index): FlowNode => {
    const id = flowCommentId(index);
    const old = before.get(id) as CommentNode | undefined;
    const { position, size } = transient.get(id) ?? {};
    const made: CommentNode = {
      id,
      type: "comment",
      position: position ?? comment.position,
      width: size?.width ?? comment.size.width,
      height: size?.height ?? comment.size.height,
      data: old?.data.comment === comment ? old.data : { comment, index },
      selected: selection.comments.includes(index),
      ariaLabel: `comment: ${comment.text.slice(0, 60)}`,
      // Behind the cards: a comment may frame several of them.
      zIndex: -1,
      ...measured(sizes.get(id)),
    };
    return old !== undefined && same(old, made) ? old : made;
  });
  return [...comments, ...cards];
}

/** The card that says where the first number that is not finite was born grows by that: no other card may lie on it. */
function inFront(cards: FlowNode[], born: string | null): FlowNode[] {
  if (born === null) return cards;
  const id = flowNodeId(born);
  return cards.map((card) => (card.id === id ? { ...card, zIndex: 1 } : card));
}

function measured(size: Size | undefined): { measured?: Size } {
  return size === undefined ? {} : { measured: size };
}

function samePlace(a: Position, b: Position): boolean {
  return a.x === b.x && a.y === b.y;
}

function same(a: CommentNode, b: CommentNode): boolean {
  return (
    a.data === b.data &&
    a.selected === b.selected &&
    samePlace(a.position, b.position) &&
    a.width === b.width &&
    a.height === b.height &&
    a.measured === b.measured
  );
}

type DimensionChange = Extract<NodeChange<FlowNode>, { type: "dimensions" }>;
type PositionChange = Extract<NodeChange<FlowNode>, { type: "position" }>;

function withSizes(before: ReadonlyMap<string, Size>, changes: readonly DimensionChange[]): ReadonlyMap<string, Size> {
  const after = new Map(before);
  let changed = false;
  for (const { id, dimensions } of changes) {
    const old = before.get(id);
    if (dimensions === undefined || (old?.width === dimensions.width && old.height === dimensions.height)) continue;
    after.set(id, dimensions);
    changed = true;
  }
  return changed ? after : before;
}

/** Only a comment can be resized; its component commits the size when the gesture ends. */
function withResizes(
  before: ReadonlyMap<string, Transient>,
  changes: readonly DimensionChange[],
): ReadonlyMap<string, Transient> {
  const resized = changes.filter((change) => change.resizing !== undefined);
  if (resized.length === 0) return before;
  const after = new Map(before);
  for (const { id, dimensions, resizing } of resized) {
    if (resizing === false) after.delete(id);
    else if (dimensions !== undefined) after.set(id, { ...before.get(id), size: dimensions });
  }
  return after;
}

function withMoves(
  before: ReadonlyMap<string, Transient>,
  changes: readonly PositionChange[],
): ReadonlyMap<string, Transient> {
  const after = new Map(before);
  for (const { id, position } of changes) {
    if (position !== undefined) after.set(id, { ...before.get(id), position });
  }
  return after;
}

/** One drag is one undo step; so is a run of presses on the arrow keys. */
function commitMoves(places: ReadonlyMap<string, Transient>, dragged: boolean): void {
  const { graph, apply } = useDocument.getState();
  const moves = [...places].flatMap(([id, { position }]) => (position === undefined ? [] : [{ id, position }]));
  const edits = moveEdits(graph, moves);
  if (edits.length === 0) return;
  apply(edits, dragged ? {} : { gesture: `nudge ${moves.map(({ id }) => id).join(" ")}` });
}

function selectChanges(changes: readonly NodeChange<FlowNode>[]): void {
  const selects = changes.filter((change) => change.type === "select");
  if (selects.length === 0) return;
  const { selection, select } = useDocument.getState();
  const nodes = new Set(selection.nodes);
  const comments = new Set(selection.comments);
  for (const { id, selected } of selects) {
    const index = graphCommentIndex(id);
    const node = graphNodeId(id);
    if (index !== null) toggle(comments, index, selected);
    else if (node !== null) toggle(nodes, node, selected);
  }
  select({ ...selection, nodes: [...nodes], comments: [...comments] });
}

function toggle<T>(set: Set<T>, item: T, present: boolean): void {
  if (present) set.add(item);
  else set.delete(item);
}
