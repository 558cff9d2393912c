import type { PaintedView } from "../overlay/overlayPainter.ts";

/** So many pixels of the page are painted beyond each edge of the pane, for the view to move over. */
export const margin = 96;

/** Says how a layer is moved and scaled, from the pane's corner, to show another view. */
export interface LayerMove {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

/** Returns what a layer shows of a view: the pane and the margin around it. */
export function layerView({ transform: [x, y, zoom], width, height, ratio }: PaintedView): PaintedView {
  return { transform: [x + margin, y + margin, zoom], width: width + 2 * margin, height: height + 2 * margin, ratio };
}

/**
 * Returns how what was painted for one view is moved to show another one; null where a part of the pane would stay empty,
 * or where the pane has another size.
 */
export function layerMove(painted: PaintedView, now: PaintedView): LayerMove | null {
  const { width, height, ratio } = now;
  if (painted.width !== width || painted.height !== height || painted.ratio !== ratio) return null;
  const [fromX, fromY, fromZoom] = painted.transform;
  const [toX, toY, zoom] = now.transform;
  const scale = zoom / fromZoom;
  // In whole pixels of the screen: between them all of it would be blurred.
  const snapped = (place: number): number => (scale === 1 ? Math.round(place * ratio) / ratio : place);
  const [x, y] = [snapped(toX - fromX * scale), snapped(toY - fromY * scale)];
  const covers = (at: number, size: number): boolean =>
    at - margin * scale <= 0 && at + (size + margin) * scale >= size;
  return covers(x, width) && covers(y, height) ? { x, y, scale } : null;
}
