import { getViewportForBounds, type ReactFlowInstance, type Viewport } from "@xyflow/react";
import type { Position, Size } from "../../../graph/graph.ts";
import type { Box, CanvasView } from "../../document/canvasView.ts";
import { closeViewport } from "./closeViewport.ts";
import { fitOptions } from "./fitOptions.ts";
import type { FlowNode, WireEdge } from "./flowTypes.ts";
import { flowCommentId, flowNodeId } from "../../document/flowId.ts";
import { freePlace } from "./freePlace.ts";

interface View {
  readonly flow: ReactFlowInstance<FlowNode, WireEdge>;
  readonly pane: HTMLElement;
  /** Where the whole graph was last seen at, until another view is known. */
  fitted?: Viewport;
}

/** Milliseconds that a move of the view takes. */
const moveLength = 250;
/** How far from the edges a card stays that is brought into sight. */
const margin = 12;

function isAt(a: Viewport, b: Viewport): boolean {
  return a.x === b.x && a.y === b.y && a.zoom === b.zoom;
}

/** What of the pane no drawer lies over. */
function freePart(pane: HTMLElement): Pick<DOMRect, "left" | "top" | "right" | "bottom"> {
  const { left, top, right, bottom } = pane.getBoundingClientRect();
  const edge = (drawer: string): DOMRect | undefined =>
    document.querySelector(`[data-small] ${drawer}`)?.getBoundingClientRect();
  return {
    left: Math.max(left, edge('[data-side="left"]')?.right ?? left),
    top,
    right: Math.min(right, edge('[data-side="right"]')?.left ?? right),
    bottom: Math.min(bottom, edge(".lower-over > .wide-bottom")?.top ?? bottom),
  };
}

/** The canvas as React Flow draws it. It is there before React Flow is, and stays while the page is laid out anew. */
class FlowView implements CanvasView {
  #view: View | null = null;
  /** What the canvas shows close up while it is only a strip above a panel, by React Flow's ids; null when it is no strip. */
  #strip: readonly string[] | null = null;
  /** What was seen before the canvas became a strip, and of how many cards. */
  #beforeStrip: { readonly viewport: Viewport; readonly cards: number } | null = null;
  /** How the view slid last, to bring a card into sight. */
  #slid: { readonly from: Viewport; readonly to: Viewport } | null = null;
  /** When the view last began to move by itself, and for what of the strip. */
  #moved = -Infinity;
  #movedFor: readonly string[] = [];

  /** Takes what React Flow draws from now on; null when it is taken from the page. */
  set(next: View | null): void {
    this.#view = next;
  }

  placeInView(size: Size): Position {
    if (this.#view === null) return { x: 0, y: 0 };
    const { flow, pane } = this.#view;
    const box = pane.getBoundingClientRect();
    const middle = flow.screenToFlowPosition({ x: box.left + box.width / 2, y: box.top + box.height / 2 });
    const boxes = flow.getNodes().map((node) => ({
      ...node.position,
      width: node.measured?.width ?? 0,
      height: node.measured?.height ?? 0,
    }));
    return freePlace({ x: middle.x - size.width / 2, y: middle.y - size.height / 2, ...size }, boxes);
  }

  /** The sizes of all cards and comments that are measured, by React Flow's ids. */
  sizes(): ReadonlyMap<string, Size> {
    const nodes = this.#view?.flow.getNodes() ?? [];
    return new Map(
      nodes.flatMap(({ id, measured: { width, height } = {} }) =>
        width === undefined || height === undefined ? [] : [[id, { width, height }] as const],
      ),
    );
  }

  sight(): Box | null {
    if (this.#view === null) return null;
    const { flow, pane } = this.#view;
    const { left, top, width, height } = pane.getBoundingClientRect();
    const zoom = flow.getZoom();
    return { ...flow.screenToFlowPosition({ x: left, y: top }), width: width / zoom, height: height / zoom };
  }

  /** The place on the canvas under a place of the page, or null when it is not over the canvas. */
  placeAt(clientX: number, clientY: number): Position | null {
    if (this.#view === null) return null;
    const box = this.#view.pane.getBoundingClientRect();
    if (clientX < box.left || clientX > box.right || clientY < box.top || clientY > box.bottom) return null;
    return this.#view.flow.screenToFlowPosition({ x: clientX, y: clientY });
  }

  focusNode(id: string): void {
    this.#focusCard(flowNodeId(id));
  }

  show(id: string): void {
    this.#showCard(flowNodeId(id));
  }

  showComment(index: number): void {
    this.#showCard(flowCommentId(index));
  }

  reveal(id: string): void {
    if (this.#view === null) return;
    const { flow, pane } = this.#view;
    const card = flowNodeId(id);
    if (this.#strip !== null) {
      this.#moveStripTo([card]);
      return;
    }
    const box = this.#boxOf(card);
    if (box === null) return;
    const from = flow.getViewport();
    const { x, y } = flow.flowToScreenPosition(box);
    const free = freePart(pane);
    const slide = (at: number, size: number, low: number, high: number): number => {
      if (at >= low && at + size <= high) return 0;
      return at < low || size > high - low - 2 * margin ? low + margin - at : high - margin - at - size;
    };
    const dx = slide(x, box.width * from.zoom, free.left, free.right);
    const dy = slide(y, box.height * from.zoom, free.top, free.bottom);
    if (dx === 0 && dy === 0) return;
    const to = { x: from.x + dx, y: from.y + dy, zoom: from.zoom };
    this.#slid = { from: this.#slid !== null && isAt(from, this.#slid.to) ? this.#slid.from : from, to };
    void flow.setViewport(to, { duration: this.#moveTime() });
  }

  unreveal(): void {
    const slid = this.#slid;
    this.#slid = null;
    if (this.#view === null || slid === null || !isAt(this.#view.flow.getViewport(), slid.to)) return;
    void this.#view.flow.setViewport(slid.from, { duration: this.#moveTime() });
  }

  setStrip(cards: readonly string[] | null): void {
    if (this.#strip === null && cards !== null && this.#view !== null) {
      const { flow } = this.#view;
      this.#beforeStrip = { viewport: flow.getViewport(), cards: flow.getNodes().length };
    }
    this.#strip = cards;
  }

  moveStrip(): void {
    if (this.#strip !== null) this.#moveStripTo(this.#strip);
  }

  settle(): void {
    const before = this.#beforeStrip;
    if (this.#strip !== null) this.#showStrip(0);
    else if (before !== null && this.#view?.flow.getNodes().length === before.cards) {
      void this.#view.flow.setViewport(before.viewport);
    } else this.fit();
  }

  fit(): void {
    this.#beforeStrip = null;
    this.#showStrip(0);
  }

  /** Shows a box of the canvas, in which the whole graph lies, also before its cards are there. */
  fitBox(box: Box): void {
    if (this.#view === null || this.#strip !== null) return;
    this.#showBox(box);
    this.#view.fitted = this.#view.flow.getViewport();
  }

  /** Whether the view is still the one in which the whole graph was fitted. */
  showsWhole(): boolean {
    if (this.#view === null || this.#strip !== null) return false;
    const { fitted, flow } = this.#view;
    return fitted !== undefined && isAt(flow.getViewport(), fitted);
  }

  /** The place and the size of a card or a comment; null when it is not on the canvas, or not measured yet. */
  #boxOf(card: string): Box | null {
    const node = this.#view?.flow.getInternalNode(card);
    const { width, height } = node?.measured ?? {};
    if (node === undefined || width === undefined || height === undefined) return null;
    return { ...node.internals.positionAbsolute, width, height };
  }

  #focusCard(id: string): void {
    const selector = `.react-flow__node[data-id="${id}"]`;
    const attempt = (left: number): void => {
      const card = this.#view?.pane.querySelector<HTMLElement>(selector);
      card?.focus({ preventScroll: true });
      if (left > 0 && (card == null || document.activeElement !== card)) requestAnimationFrame(() => attempt(left - 1));
    };
    requestAnimationFrame(() => attempt(30));
  }

  #showCard(id: string): void {
    this.#focusCard(id);
    if (this.#strip !== null) {
      this.#moveStripTo([id]);
      return;
    }
    // The panel that it is shown beside may be about to open, and the strip above that shows it by itself.
    requestAnimationFrame(() => {
      if (this.#view === null || this.#strip !== null) return;
      void this.#view.flow.fitView({ nodes: [{ id }], padding: 0.25, minZoom: 0.6, maxZoom: 1 });
    });
  }

  /** Lets the strip show other cards. Who selects one and asks for it to be shown, too, asks twice for one move. */
  #moveStripTo(cards: readonly string[]): void {
    const under = performance.now() - this.#moved < moveLength && String(this.#movedFor) === String(cards);
    this.#strip = cards;
    this.#movedFor = cards;
    if (!under) this.#showStrip(this.#moveTime());
  }

  /** Shows what the strip is about; the whole graph where that is nothing, or gone. */
  #showStrip(duration: number): void {
    if (this.#view === null) return;
    const { flow, pane } = this.#view;
    const boxes = (this.#strip ?? []).map((card) => this.#boxOf(card)).filter((box) => box !== null);
    if (boxes.length === 0) {
      // What is not measured yet is fitted once it is. React Flow's own way comes a frame later, or when the reader has moved on.
      const nodes = flow.getNodes().filter(({ measured }) => measured?.width !== undefined);
      const whole = flow.getNodesBounds(nodes);
      if (nodes.length === 0) return;
      if (this.#strip === null) this.fitBox(whole);
      else this.#showBox(whole, duration);
      return;
    }
    const size = { width: pane.clientWidth, height: pane.clientHeight };
    void flow.setViewport(closeViewport(boxes, size), { duration });
  }

  /** Shows all of a box, in a strip as near as there is room. */
  #showBox(box: Box, duration = 0): void {
    if (this.#view === null) return;
    const { flow, pane } = this.#view;
    const { clientWidth: width, clientHeight: height } = pane;
    const { padding, minZoom, maxZoom } = fitOptions(width, this.#strip !== null);
    void flow.setViewport(getViewportForBounds(box, width, height, minZoom, maxZoom, padding), { duration });
  }

  /** How long a move takes. One that comes before another has ended would never get on if it began slowly, too. */
  #moveTime(): number {
    const chased = performance.now() - this.#moved < moveLength;
    this.#moved = performance.now();
    return chased || matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : moveLength;
  }
}

/** Holds the one canvas of the page. */
export const flowView = new FlowView();
