import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from "react";
import { MapPainter, type MapContent } from "../../../../views/map/paintMap.ts";
import { pannedView, rowAt, wholeView, zoomedView, type MapSize, type MapView } from "../../../../views/map/mapView.ts";
import { useColourScheme } from "../../../kit/colourScheme.ts";
import { MapButtons } from "./MapButtons.tsx";

interface PointMapProps extends MapContent {
  readonly label: string;
  readonly onChoose: (row: number) => void;
  /** Shows the same, larger; absent where it is large. */
  readonly onEnlarge?: () => void;
}

/** How much closer a press of a key or a button goes, and how far an arrow key moves, in pixels. */
const [step, stride] = [1.5, 40] as const;
/** How near to a point a click means it; and how far a press may move and still be one. */
const [reach, still] = [12, 4] as const;

/** Shows points on one canvas that can be moved and looked at closely; a click on one chooses it. */
export function PointMap({ label, onChoose, onEnlarge, points, labels, order, chosen, near }: PointMapProps) {
  const element = useRef<HTMLCanvasElement>(null);
  const painter = useRef<MapPainter | null>(null);
  const scheme = useColourScheme((state) => state.scheme);
  const [size, setSize] = useState<MapSize>({ width: 0, height: 0 });
  // Null for all points, however they move.
  const [own, setOwn] = useState<MapView | null>(null);
  const [centred, setCentred] = useState<number | null>(null);
  const pointers = useRef(new Map<number, readonly [number, number]>());
  const moved = useRef(0);

  // A word that is chosen elsewhere comes to the middle, and stays there while it moves.
  const [seen, setSeen] = useState(chosen);
  if (seen !== chosen) {
    setSeen(chosen);
    setCentred(chosen);
  }
  const base = own ?? wholeView(points, size);
  const middle = centred === null ? null : placed(points.x[centred], points.y[centred]);
  const view = middle === null ? base : { ...middle, scale: base.scale };

  useEffect(() => {
    const canvas = element.current;
    if (canvas === null) return undefined;
    const observer = new ResizeObserver(() => setSize({ width: canvas.clientWidth, height: canvas.clientHeight }));
    observer.observe(canvas);
    return () => observer.disconnect();
  }, []);

  const { x, y, scale } = view;
  useEffect(() => {
    const canvas = element.current;
    if (canvas === null) return;
    const style = getComputedStyle(canvas);
    const read = (name: string): string => style.getPropertyValue(`--wg-${name}`).trim();
    const colours = {
      ink: read("text"),
      point: read("accent"),
      line: read("line"),
      mark: read("cursor-text"),
      ground: read("sunken"),
      font: read("mono"),
    };
    painter.current ??= new MapPainter(canvas);
    painter.current.paint({ points, labels, order, chosen, near }, { x, y, scale }, size, colours, devicePixelRatio);
  }, [points, labels, order, chosen, near, x, y, scale, size, scheme]);

  // Several moves may come before the next picture.
  const live = useRef<MapView>(view);
  useEffect(() => {
    live.current = view;
  });
  const show = (next: MapView): void => {
    live.current = next;
    setOwn(next);
  };
  const move = (dx: number, dy: number): void => {
    setCentred(null);
    show(pannedView(live.current, dx, dy));
  };
  const zoom = (factor: number, at: readonly [number, number] = [size.width / 2, size.height / 2]): void => {
    // The chosen word stays in the middle as long as that is where one looks closer.
    if (at[0] !== size.width / 2 || at[1] !== size.height / 2) setCentred(null);
    show(zoomedView(live.current, factor, at, size));
  };
  const whole = (): void => {
    setCentred(null);
    setOwn(null);
  };

  // React's own listener could not keep the page from scrolling.
  const newest = useRef(zoom);
  useEffect(() => {
    newest.current = zoom;
  });
  useEffect(() => {
    const canvas = element.current;
    if (canvas === null) return undefined;
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault();
      newest.current(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.002)), [event.offsetX, event.offsetY]);
    };
    canvas.addEventListener("wheel", onWheel, { passive: false });
    return () => canvas.removeEventListener("wheel", onWheel);
  }, []);

  const at = ({ clientX, clientY, currentTarget }: PointerEvent): readonly [number, number] => {
    const box = currentTarget.getBoundingClientRect();
    return [clientX - box.left, clientY - box.top];
  };
  const onPointerDown = (event: PointerEvent): void => {
    event.currentTarget.setPointerCapture(event.pointerId);
    if (pointers.current.size === 0) moved.current = 0;
    pointers.current.set(event.pointerId, at(event));
  };
  const onPointerMove = (event: PointerEvent): void => {
    const before = pointers.current.get(event.pointerId);
    if (before === undefined) return;
    const now = at(event);
    const others = [...pointers.current].filter(([id]) => id !== event.pointerId).map(([, place]) => place);
    pointers.current.set(event.pointerId, now);
    const way = Math.hypot(now[0] - before[0], now[1] - before[1]);
    moved.current += way;
    const [other] = others;
    if (other !== undefined) {
      const apart = (place: readonly [number, number]) => Math.hypot(place[0] - other[0], place[1] - other[1]);
      zoom(apart(now) / Math.max(1, apart(before)), [(now[0] + other[0]) / 2, (now[1] + other[1]) / 2]);
    } else if (moved.current > still) move(now[0] - before[0], now[1] - before[1]);
  };
  const onPointerUp = (event: PointerEvent): void => {
    if (!pointers.current.delete(event.pointerId) || moved.current > still) return;
    const row = rowAt(points, view, size, at(event), reach);
    if (row === null) return;
    // It was looked at where it is.
    setSeen(row);
    onChoose(row);
  };
  const keys: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => move(stride, 0),
    ArrowRight: () => move(-stride, 0),
    ArrowUp: () => move(0, stride),
    ArrowDown: () => move(0, -stride),
    "+": () => zoom(step),
    "=": () => zoom(step),
    "-": () => zoom(1 / step),
    "0": whole,
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const act = keys[event.key];
    if (act === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return (
    <div className="map">
      <canvas
        ref={element}
        className="map-canvas"
        role="img"
        // It is moved with the arrow keys.
        tabIndex={0}
        aria-label={label}
        data-scale={scale.toPrecision(4)}
        data-middle={`${x.toPrecision(4)} ${y.toPrecision(4)}`}
        onKeyDown={onKeyDown}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={(event) => pointers.current.delete(event.pointerId)}
      />
      <MapButtons
        onCloser={() => zoom(step)}
        onFurther={() => zoom(1 / step)}
        onWhole={whole}
        {...(onEnlarge === undefined ? {} : { onEnlarge })}
      />
    </div>
  );
}

/** The middle of a view of one point; null where the point is nowhere. */
function placed(x = NaN, y = NaN): { readonly x: number; readonly y: number } | null {
  return Number.isFinite(x) && Number.isFinite(y) ? { x, y } : null;
}
