import { PixelCanvas } from "../pixelCanvas.ts";
import { placeNames, type AskedName } from "./placeNames.ts";
import { placeOnMap, type MapPoints, type MapSize, type MapView } from "./mapView.ts";

/** Describes what a map shows of its points. */
export interface MapContent {
  readonly points: MapPoints;
  readonly labels: readonly string[];
  /** The rows in the order in which they are named, as far as there is room. */
  readonly order: readonly number[];
  /** The row that is looked at, and those that are most like it. */
  readonly chosen: number | null;
  readonly near: readonly number[];
}

export interface MapColours {
  readonly ink: string;
  readonly point: string;
  readonly line: string;
  /** The colour of the chosen row, and of those near to it. */
  readonly mark: string;
  /** What lies under it all. */
  readonly ground: string;
  /** A font family of letters that are all as wide. */
  readonly font: string;
}

/** So many pixels of the map have one name at the most: more would leave no points to be seen. */
const roomOfName = 3200;
/** So many names are tried for a place; in a crowd most find none. */
const tries = 4000;
/** How much of a dot's colour lies over what is behind it: where many lie on one another it is full. */
const dotAlpha = 120;

/** Draws tens of thousands of points as dots, and the names of those that there is room for. */
export class MapPainter {
  readonly #canvas: HTMLCanvasElement;
  readonly #pixels: PixelCanvas;

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
    this.#pixels = new PixelCanvas(canvas);
  }

  /** Draws one picture. */
  paint(content: MapContent, view: MapView, size: MapSize, colours: MapColours, ratio: number): void {
    const context = this.#canvas.getContext("2d");
    const [across, down] = [Math.round(size.width * ratio), Math.round(size.height * ratio)];
    if (context === null || across === 0 || down === 0) return;
    this.#pixels.begin(across, down);
    const seen = this.#dots(content.points, view, size, ratio, inBytes(context, colours.point));
    this.#pixels.end();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    paintAxes(context, view, size, colours.line);
    paintNames(context, content, seen, view, size, colours);
  }

  /** Draws the dots in sight. Returns their rows. */
  #dots(
    { x, y }: MapPoints,
    view: MapView,
    { width, height }: MapSize,
    ratio: number,
    colour: number,
  ): ReadonlySet<number> {
    const seen: number[] = [];
    const [across, down] = [Math.round(width * ratio), Math.round(height * ratio)];
    const scale = view.scale * ratio;
    for (let row = 0; row < x.length; row++) {
      const left = across / 2 + (x[row]! - view.x) * scale;
      const top = down / 2 - (y[row]! - view.y) * scale;
      // What is not finite is nowhere.
      if (left >= 0 && left < across && top >= 0 && top < down) seen.push(row);
    }
    // The fewer there are, the larger they can be.
    const edge = Math.round(ratio * (seen.length < 400 ? 4 : seen.length < 4000 ? 3 : 2));
    for (const row of seen) {
      const left = Math.floor(across / 2 + (x[row]! - view.x) * scale - edge / 2);
      const top = Math.floor(down / 2 - (y[row]! - view.y) * scale - edge / 2);
      this.#pixels.lay({ x: left, y: top, width: edge, height: edge }, colour, dotAlpha);
    }
    return new Set(seen);
  }
}

/** A colour of a stylesheet as the low three bytes of a pixel. */
function inBytes(context: CanvasRenderingContext2D, colour: string): number {
  context.fillStyle = colour;
  // Whatever it was written as, a canvas gives it back as #rrggbb.
  const number = Number.parseInt(context.fillStyle.slice(1, 7), 16);
  return ((number & 0xff) << 16) | (number & 0xff00) | (number >> 16);
}

function paintAxes(context: CanvasRenderingContext2D, view: MapView, { width, height }: MapSize, line: string): void {
  const [x, y] = [width / 2 - view.x * view.scale, height / 2 + view.y * view.scale];
  context.strokeStyle = line;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(0, y);
  context.lineTo(width, y);
  context.moveTo(x, 0);
  context.lineTo(x, height);
  context.stroke();
}

function paintNames(
  context: CanvasRenderingContext2D,
  { points, labels, order, chosen, near }: MapContent,
  seen: ReadonlySet<number>,
  view: MapView,
  size: MapSize,
  colours: MapColours,
): void {
  context.font = `600 12px ${colours.font}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  const letter = context.measureText("n").width;
  const special = chosen === null ? [] : [chosen, ...near];
  const others = new Set(special);
  const ask = function* (): Generator<AskedName> {
    const asked = (row: number) => {
      const { x, y } = placeOnMap(points, row, view, size);
      return { row, x, y, width: letter * (labels[row]?.length ?? 0) };
    };
    for (const row of special) yield asked(row);
    let tried = 0;
    for (const row of order) {
      if (!seen.has(row) || others.has(row)) continue;
      if ((tried += 1) > tries) return;
      yield asked(row);
    }
  };
  const most = special.length + Math.ceil((size.width * size.height) / roomOfName);
  for (const row of special) {
    const { x, y } = placeOnMap(points, row, view, size);
    context.fillStyle = colours.mark;
    context.strokeStyle = colours.mark;
    context.lineWidth = 2;
    context.beginPath();
    context.arc(x, y, row === chosen ? 7 : 3, 0, 2 * Math.PI);
    if (row === chosen) context.stroke();
    else context.fill();
  }
  context.strokeStyle = colours.ground;
  context.lineWidth = 3;
  for (const { row, x, y } of placeNames(ask(), most)) {
    const name = labels[row] ?? "";
    context.fillStyle = others.has(row) ? colours.mark : colours.ink;
    context.strokeText(name, x, y);
    context.fillText(name, x, y);
  }
}
