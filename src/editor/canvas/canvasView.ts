import type { ReactFlowInstance, Viewport } from "@xyflow/react";
import type { Position } from "../../graph/graph.ts";
import { closeViewport } from "./closeViewport.ts";
import type { FlowNode, WireEdge } from "./flowTypes.ts";
import { flowCommentId, flowNodeId } from "./flowId.ts";
import { freePlace } from "./freePlace.ts";
import type { Box } from "./portSides.ts";

interface View {
  readonly flow: ReactFlowInstance<FlowNode, WireEdge>;
  readonly pane: HTMLElement;
  /** Where the whole graph was last seen at, until another view is known. */
  fitted?: Viewport;
}

let view: View | null = null;
/** What the canvas shows close up while it is only a strip above a panel, by React Flow's ids; null when it is no strip. */
let strip: readonly string[] | null = null;
/** What was seen before the canvas became a strip, and of how many cards. */
let beforeStrip: { readonly viewport: Viewport; readonly cards: number } | null = null;
/** When the view last began to move by itself, and for what of the strip. */
let moved = -Infinity;
let movedFor: readonly string[] = [];

/** What of the canvas those outside of it need: where something new would be seen, and to look at it. */
export const canvasView = {
  set(next: View | null): void {
    view = next;
  },

  /** A place for something new: in the middle of what is seen, on no card. */
  placeInView(size: { readonly width: number; readonly height: number }): Position {
    if (view === null) return { x: 0, y: 0 };
    const { flow, pane } = view;
    const box = pane.getBoundingClientRect();
    const middle = flow.screenToFlowPosition({ x: box.left + box.width / 2, y: box.top + box.height / 2 });
    const boxes = flow.getNodes().map((node) => ({
      ...node.position,
      width: node.measured?.width ?? 0,
      height: node.measured?.height ?? 0,
    }));
    return freePlace({ x: middle.x - size.width / 2, y: middle.y - size.height / 2, ...size }, boxes);
  },

  /** What is seen of the canvas, on the canvas; null where there is no canvas. */
  sight(): Box | null {
    if (view === null) return null;
    const { flow, pane } = view;
    const { left, top, width, height } = pane.getBoundingClientRect();
    const zoom = flow.getZoom();
    return { ...flow.screenToFlowPosition({ x: left, y: top }), width: width / zoom, height: height / zoom };
  },

  /** The place on the canvas under a place of the page, or null when it is not over the canvas. */
  placeAt(clientX: number, clientY: number): Position | null {
    if (view === null) return null;
    const box = view.pane.getBoundingClientRect();
    if (clientX < box.left || clientX > box.right || clientY < box.top || clientY > box.bottom) return null;
    return view.flow.screenToFlowPosition({ x: clientX, y: clientY });
  },

  /** Puts the keyboard on a card, once it is there: React Flow hides a new one until it is measured. */
  focusNode(id: string): void {
    focusCard(flowNodeId(id));
  },

  /** Brings a card into sight, large enough to be read, and puts the keyboard on it. */
  show(id: string): void {
    showCard(flowNodeId(id));
  },

  /** The same for a comment. */
  showComment(index: number): void {
    showCard(flowCommentId(index));
  },

  /** Moves a card into view, where it is not wholly in it already. */
  reveal(id: string): void {
    if (view === null) return;
    const { flow, pane } = view;
    const card = flowNodeId(id);
    if (strip !== null) {
      moveStripTo([card]);
      return;
    }
    const box = boxOf(card);
    if (box === null) return;
    const zoom = flow.getZoom();
    const { left, top, right, bottom } = pane.getBoundingClientRect();
    const corner = flow.flowToScreenPosition(box);
    const fits =
      corner.x >= left &&
      corner.y >= top &&
      corner.x + box.width * zoom <= right &&
      corner.y + box.height * zoom <= bottom;
    if (fits) return;
    void flow.setCenter(box.x + box.width / 2, box.y + box.height / 2, { zoom, duration: moveTime() });
  },

  /**
   * Makes the canvas a strip above a panel, to show these nodes or comments, by React Flow's ids, or the whole graph where
   * there are none; with null it has the page to itself again. {@link canvasView.settle} then shows it.
   */
  setStrip(cards: readonly string[] | null): void {
    if (strip === null && cards !== null && view !== null) {
      beforeStrip = { viewport: view.flow.getViewport(), cards: view.flow.getNodes().length };
    }
    strip = cards;
  },

  /** Goes to what the strip is to show. */
  moveStrip(): void {
    if (strip !== null) moveStripTo(strip);
  },

  /** Shows what the canvas, which got another size, is to show: what its strip is about, or what was seen before it was one. */
  settle(): void {
    if (strip !== null) {
      showStrip(0);
    } else if (beforeStrip !== null && view?.flow.getNodes().length === beforeStrip.cards) {
      void view.flow.setViewport(beforeStrip.viewport);
    } else canvasView.fit();
  },

  /** Shows the whole graph; of a strip, what that is about. What was seen before is not gone back to. */
  fit(): void {
    beforeStrip = null;
    showStrip(0);
  },

  /** Whether the view is still the one in which the whole graph was fitted. */
  showsWhole(): boolean {
    if (view?.fitted === undefined || strip !== null) return false;
    const now = view.flow.getViewport();
    return now.x === view.fitted.x && now.y === view.fitted.y && now.zoom === view.fitted.zoom;
  },
};

/** The place and the size of a card or a comment; null when it is not on the canvas, or not measured yet. */
function boxOf(card: string): Box | null {
  const node = view?.flow.getInternalNode(card);
  const { width, height } = node?.measured ?? {};
  if (node === undefined || width === undefined || height === undefined) return null;
  return { ...node.internals.positionAbsolute, width, height };
}

function focusCard(id: string): void {
  const selector = `.react-flow__node[data-id="${id}"]`;
  const attempt = (left: number): void => {
    const card = view?.pane.querySelector<HTMLElement>(selector);
    card?.focus({ preventScroll: true });
    if (left > 0 && (card == null || document.activeElement !== card)) requestAnimationFrame(() => attempt(left - 1));
  };
  requestAnimationFrame(() => attempt(30));
}

function showCard(id: string): void {
  focusCard(id);
  if (strip !== null) {
    moveStripTo([id]);
    return;
  }
  // The panel that it is shown beside may be about to open, and the strip above that shows it by itself.
  requestAnimationFrame(() => {
    if (view === null || strip !== null) return;
    void view.flow.fitView({ nodes: [{ id }], padding: 0.25, minZoom: 0.6, maxZoom: 1 });
  });
}

/** Lets the strip show other cards. Who selects one and asks for it to be shown, too, asks twice for one move. */
function moveStripTo(cards: readonly string[]): void {
  const under = performance.now() - moved < moveLength && String(movedFor) === String(cards);
  strip = cards;
  movedFor = cards;
  if (!under) showStrip(moveTime());
}

/** Shows what the strip is about; the whole graph where that is nothing, or gone. */
function showStrip(duration: number): void {
  if (view === null) return;
  const { flow, pane } = view;
  const boxes = (strip ?? []).map(boxOf).filter((box) => box !== null);
  if (boxes.length === 0) {
    const shown = view;
    void flow.fitView({ ...fitOptions(pane.clientWidth, strip !== null), duration }).then(() => {
      shown.fitted = flow.getViewport();
    });
    return;
  }
  const size = { width: pane.clientWidth, height: pane.clientHeight };
  void flow.setViewport(closeViewport(boxes, size), { duration });
}

const moveLength = 250;

/** How long a move takes. One that comes before another has ended would never get on if it began slowly, too. */
function moveTime(): number {
  const chased = performance.now() - moved < moveLength;
  moved = performance.now();
  return chased || matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : moveLength;
}

/** How a whole graph is shown: never larger than life, and with room for the controls, the legend and the minimap. */
export function fitOptions(width: number, bare = false) {
  if (bare) return { padding: "12px", maxZoom: 1, minZoom: 0.1 } as const;
  const padding =
    width > wideCanvas
      ? ({ top: "24px", right: "24px", bottom: "44px", left: "56px" } as const)
      : ({ top: "40px", right: "12px", bottom: "60px", left: "12px" } as const);
  return { padding, maxZoom: 1, minZoom: 0.1 };
}

/** From this width on, the controls stand at the side and there is a minimap. */
export const wideCanvas = 640;
