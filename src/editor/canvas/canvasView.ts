import type { ReactFlowInstance } from "@xyflow/react";
import type { Position } from "../../graph/graph.ts";
import type { FlowNode, WireEdge } from "./flowTypes.ts";
import { flowNodeId } from "./flowId.ts";
import { freePlace } from "./freePlace.ts";

interface View {
  readonly flow: ReactFlowInstance<FlowNode, WireEdge>;
  readonly pane: HTMLElement;
}

let view: View | null = null;

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

  /** The place on the canvas under a place of the page, or null when it is not over the canvas. */
  placeAt(clientX: number, clientY: number): Position | null {
    if (view === null) return null;
    const box = view.pane.getBoundingClientRect();
    if (clientX < box.left || clientX > box.right || clientY < box.top || clientY > box.bottom) return null;
    return view.flow.screenToFlowPosition({ x: clientX, y: clientY });
  },

  /** Puts the keyboard on a card, once it is there: React Flow hides a new one until it is measured. */
  focusNode(id: string): void {
    const selector = `.react-flow__node[data-id="${flowNodeId(id)}"]`;
    const attempt = (left: number): void => {
      const card = view?.pane.querySelector<HTMLElement>(selector);
      card?.focus({ preventScroll: true });
      if (left > 0 && (card == null || document.activeElement !== card)) requestAnimationFrame(() => attempt(left - 1));
    };
    requestAnimationFrame(() => attempt(30));
  },

  /** Brings a card into sight, large enough to be read, and puts the keyboard on it. */
  show(id: string): void {
    if (view === null) return;
    void view.flow.fitView({ nodes: [{ id: flowNodeId(id) }], padding: 0.25, minZoom: 0.6, maxZoom: 1 });
    canvasView.focusNode(id);
  },

  /** Moves a card into view, where it is not wholly in it already. */
  reveal(id: string): void {
    const node = view?.flow.getInternalNode(flowNodeId(id));
    if (view === null || node === undefined) return;
    const { flow, pane } = view;
    const { x, y } = node.internals.positionAbsolute;
    const { width = 0, height = 0 } = node.measured;
    const zoom = flow.getZoom();
    const box = pane.getBoundingClientRect();
    const corner = flow.flowToScreenPosition({ x, y });
    const fits =
      corner.x >= box.left &&
      corner.y >= box.top &&
      corner.x + width * zoom <= box.right &&
      corner.y + height * zoom <= box.bottom;
    if (fits) return;
    const duration = matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 250;
    void flow.setCenter(x + width / 2, y + height / 2, { zoom, duration });
  },

  fit(): void {
    if (view !== null) void view.flow.fitView(fitOptions(view.pane.clientWidth));
  },
};

/** How a whole graph is shown: never larger than life, and with room for the controls, the legend and the minimap. */
export function fitOptions(width: number) {
  const padding =
    width > wideCanvas
      ? ({ top: "24px", right: "24px", bottom: "44px", left: "56px" } as const)
      : ({ top: "40px", right: "12px", bottom: "60px", left: "12px" } as const);
  return { padding, maxZoom: 1, minZoom: 0.1 };
}

/** From this width on, the controls stand at the side and there is a minimap. */
export const wideCanvas = 640;
