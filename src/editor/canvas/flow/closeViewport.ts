import type { Box } from "../../document/canvasView.ts";

/** A place of the canvas, as React Flow has it: where its origin is in the pane, and how large things are. */
interface Viewport {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/** How near the edge of the pane it may come. */
const margin = 10;
/** Smaller, a card cannot be read by somebody who holds a phone. */
const readableZoom = 0.65;

/**
 * Returns the viewport that shows some boxes in the middle of a pane. They are as large as they fit and never larger
 * than life. One box is always large enough to be read: what of it does not fit then is its end, not its beginning.
 */
export function closeViewport(
  boxes: readonly Box[],
  pane: { readonly width: number; readonly height: number },
): Viewport {
  const left = Math.min(...boxes.map(({ x }) => x));
  const top = Math.min(...boxes.map(({ y }) => y));
  const width = Math.max(...boxes.map((box) => box.x + box.width)) - left;
  const height = Math.max(...boxes.map((box) => box.y + box.height)) - top;
  const fitting = Math.min((pane.width - 2 * margin) / width, (pane.height - 2 * margin) / height);
  const zoom = Math.min(1, Math.max(boxes.length === 1 ? readableZoom : 0.1, fitting));
  const start = (from: number, size: number, room: number): number =>
    Math.max(margin, (room - size * zoom) / 2) - from * zoom;
  return { x: start(left, width, pane.width), y: start(top, height, pane.height), zoom };
}
