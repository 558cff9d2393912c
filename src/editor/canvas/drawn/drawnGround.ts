import type { PaintedView } from "../overlay/overlayPainter.ts";
import type { DrawnGraph } from "./drawnGraph.ts";
import type { DrawnLook } from "./drawnLook.ts";
import { paintCards } from "./paintCards.ts";

/** The dots of the canvas's ground, in its own pixels, as Canvas.tsx has them. */
const [gap, radius] = [24, 0.75];
/** Dots that are fainter than this share of their colour are not seen. */
const seen = 0.02;

/** Holds cards and wires as pixels, for tensors to be drawn on: those change with each message, cards seldom. */
export class DrawnGround {
  readonly #context: CanvasRenderingContext2D;

  constructor(context: CanvasRenderingContext2D) {
    this.#context = context;
  }

  /** Returns the pixels of a view of a graph, on the ground of the page where the look has one. */
  paint(graph: DrawnGraph, view: PaintedView, look: DrawnLook): Uint32Array {
    const context = this.#context;
    const [width, height] = [Math.round(view.width * view.ratio), Math.round(view.height * view.ratio)];
    if (width === 0 || height === 0) return new Uint32Array(0);
    if (context.canvas.width !== width) context.canvas.width = width;
    if (context.canvas.height !== height) context.canvas.height = height;
    context.clearRect(0, 0, width, height);
    const dots = look.ground === null ? null : this.#paintGround(look.ground, look.dots, shareOf(view));
    paintCards(context, graph.cards, graph.wires, view, look);
    const pixels = new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
    if (dots !== null) drawDots(pixels, view, width, height, dots);
    return pixels;
  }

  /** Fills all of it. Returns the ground's colour and that of a dot's pixel, null where dots are too faint to be seen. */
  #paintGround(ground: string, dots: string, share: number): Dots | null {
    const context = this.#context;
    const fill = (colour: string): number => {
      context.fillStyle = colour;
      context.fillRect(0, 0, context.canvas.width, context.canvas.height);
      return new Uint32Array(context.getImageData(0, 0, 1, 1).data.buffer)[0]!;
    };
    context.fillStyle = ground;
    if (share < seen) {
      context.fillRect(0, 0, context.canvas.width, context.canvas.height);
      return null;
    }
    fill(ground);
    context.globalAlpha = share;
    const dot = fill(dots);
    context.globalAlpha = 1;
    return { ground: fill(ground), dot };
  }
}

interface Dots {
  readonly ground: number;
  readonly dot: number;
}

/** How much of a pixel of the screen a dot covers. */
function shareOf({ transform: [, , zoom], ratio }: PaintedView): number {
  return Math.min(1, Math.PI * (radius * zoom * ratio) ** 2);
}

/** Written where nothing else is: rectangles of that number would cost more than all else. */
function drawDots(
  pixels: Uint32Array,
  { transform: [x, y, zoom], ratio }: PaintedView,
  width: number,
  height: number,
  { ground, dot }: Dots,
): void {
  const step = gap * zoom * ratio;
  const start = (place: number): number => (((place * ratio) % step) + step) % step;
  for (let down = start(y); down < height; down += step) {
    const row = Math.floor(down) * width;
    for (let across = start(x); across < width; across += step) {
      const at = row + Math.floor(across);
      if (pixels[at] === ground) pixels[at] = dot;
    }
  }
}
