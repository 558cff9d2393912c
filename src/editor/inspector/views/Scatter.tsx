import { newId } from "../../document/documentStore.ts";
import { useEffect, useRef, useState, type PointerEvent } from "react";
import {
  paintScatter,
  pointAt,
  scatterFrame,
  type ScatterFrame,
  type ScatterPoint,
} from "../../../views/paintScatter.ts";
import { useColourScheme } from "../../kit/colourScheme.ts";
import "./views.css";

/** Describes a point that is being dragged, and where it is now. */
export interface PointDrag {
  readonly row: number;
  readonly x: number;
  readonly y: number;
  /** The same from the press to the release. */
  readonly gesture: string;
}

interface Props {
  readonly points: readonly ScatterPoint[];
  readonly label: string;
  /** Told of every place that a point is dragged to; null when points cannot be dragged. */
  readonly onDrag: ((drag: PointDrag) => void) | null;
}

/** Shows points with their names, which can be taken hold of. */
export function Scatter({ points, label, onDrag }: Props) {
  const element = useRef<HTMLCanvasElement>(null);
  const scheme = useColourScheme((state) => state.scheme);
  // Under the pointer the point is where the pointer is, and the frame stands still.
  const [held, setHeld] = useState<(PointDrag & { readonly frame: ScatterFrame }) | null>(null);
  useEffect(() => {
    const canvas = element.current;
    if (canvas === null) return;
    const style = getComputedStyle(canvas);
    const value = (name: string): string => style.getPropertyValue(name).trim();
    const width = Math.round(canvas.clientWidth * devicePixelRatio);
    const height = Math.round(canvas.clientHeight * devicePixelRatio);
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    const colours = {
      ink: value("--wg-text"),
      point: value("--wg-accent"),
      line: value("--wg-line"),
      ground: value("--wg-sunken"),
      font: value("--wg-mono"),
    };
    const shown =
      held === null ? points : points.map((point, row) => (row === held.row ? { ...point, ...at(held) } : point));
    paintScatter(canvas, shown, colours, devicePixelRatio, held?.frame);
  }, [points, scheme, held]);

  const place = (event: PointerEvent<HTMLCanvasElement>): readonly [number, number] => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  };
  const canDrag = onDrag !== null;
  useEffect(() => {
    const canvas = element.current;
    if (canvas === null || !canDrag) return undefined;
    // A finger on a point drags it. That is decided when it touches, and React's listeners are not asked.
    const onTouch = (event: TouchEvent): void => {
      const [touch] = event.touches;
      if (touch === undefined || event.touches.length > 1) return;
      const { left, top } = canvas.getBoundingClientRect();
      const frame = scatterFrame(points, canvas.clientWidth, canvas.clientHeight);
      if (pointAt(points, frame, touch.clientX - left, touch.clientY - top) !== null) event.preventDefault();
    };
    canvas.addEventListener("touchstart", onTouch, { passive: false });
    return () => canvas.removeEventListener("touchstart", onTouch);
  }, [points, canDrag]);
  const onPointerDown = (event: PointerEvent<HTMLCanvasElement>): void => {
    const { clientWidth, clientHeight } = event.currentTarget;
    const frame = scatterFrame(points, clientWidth, clientHeight);
    const row = pointAt(points, frame, ...place(event));
    if (row === null) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    setHeld({ ...at(points[row]!), row, frame, gesture: newId() });
  };
  const onPointerMove = (event: PointerEvent<HTMLCanvasElement>): void => {
    if (held === null || onDrag === null) return;
    const [x, y] = held.frame.at(...place(event));
    const drag = { row: held.row, x, y, gesture: held.gesture };
    setHeld({ ...drag, frame: held.frame });
    onDrag(drag);
  };
  return (
    <canvas
      ref={element}
      className="embedding-plot"
      role="img"
      aria-label={label}
      data-draggable={onDrag !== null || undefined}
      {...(onDrag === null
        ? {}
        : { onPointerDown, onPointerMove, onPointerUp: () => setHeld(null), onPointerCancel: () => setHeld(null) })}
    />
  );
}

function at({ x, y }: { readonly x: number; readonly y: number }): { readonly x: number; readonly y: number } {
  return { x, y };
}
