import type { Watch } from "../../session/protocol.ts";
import type { ColourTables } from "../../views/colourTables.ts";
import { drawBitmap, heatmapBitmap, type HeatmapBitmap } from "../../views/heatmapBitmap.ts";
import { previews } from "../previews.ts";
import { thumbnails, type Thumbnail } from "./thumbnails.ts";

/** A card as the painter needs it. */
export interface PaintedCard {
  readonly flowId: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly z: number;
}

/** Where the canvas is looked at: React Flow's transform and the size of the pane. */
export interface PaintedView {
  readonly transform: readonly [number, number, number];
  readonly width: number;
  readonly height: number;
  readonly ratio: number;
}

/** Numbers on the screen are at most so many cells: more could not be told apart on a card. */
const maxRows = 64;
const maxColumns = 128;

/** So many cells that no pixel goes without one. In powers of two: the session is not asked anew at each turn of the wheel. */
function enough(pixels: number, most: number): number {
  return Math.min(most, 2 ** Math.ceil(Math.log2(Math.max(pixels, 8))));
}

/** Draws the heatmaps of all cards into one canvas above them, and says which tensors are on the screen. */
export class OverlayPainter {
  readonly #canvas: HTMLCanvasElement;
  readonly #bitmaps = new Map<Thumbnail, HeatmapBitmap>();

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
  }

  /** Draws one frame. Returns what is on the screen, for the session to send. */
  paint(cards: readonly PaintedCard[], view: PaintedView, tables: ColourTables): readonly Watch[] {
    const context = this.#fit(view);
    const scale = view.transform[2] * view.ratio;
    const watches: Watch[] = [];
    const used = new Set<Thumbnail>();
    const [tx, ty, zoom] = view.transform;
    const seen = {
      left: -tx / zoom,
      top: -ty / zoom,
      right: (view.width - tx) / zoom,
      bottom: (view.height - ty) / zoom,
    };
    for (const card of cards) {
      if (card.x > seen.right || card.y > seen.bottom) continue;
      if (card.x + card.width < seen.left || card.y + card.height < seen.top) continue;
      // Cards come from the back to the front: what one of them hides of another's pictures is taken away.
      context?.clearRect(card.x, card.y, card.width, card.height);
      for (const thumbnail of thumbnails.of(card.flowId)) {
        const { node, port, side } = thumbnail;
        const { width, height } = thumbnails.offset(thumbnail);
        watches.push({ node, port, side, maxRows: enough(height * scale, maxRows), maxColumns: enough(width * scale, maxColumns) });
        thumbnail.write?.(thumbnail.element);
        if (thumbnail.noPicture === true) continue;
        used.add(thumbnail);
        if (context !== null) this.#draw(context, card, thumbnail, tables);
      }
    }
    for (const thumbnail of this.#bitmaps.keys()) if (!used.has(thumbnail)) this.#bitmaps.delete(thumbnail);
    return watches;
  }

  /** The canvas at the size of the screen's pixels, empty, looked at as the cards are. */
  #fit({ transform: [x, y, zoom], width, height, ratio }: PaintedView): CanvasRenderingContext2D | null {
    const [pixelsX, pixelsY] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (this.#canvas.width !== pixelsX || this.#canvas.height !== pixelsY) {
      this.#canvas.width = pixelsX;
      this.#canvas.height = pixelsY;
    }
    const context = this.#canvas.getContext("2d");
    context?.setTransform(1, 0, 0, 1, 0, 0);
    context?.clearRect(0, 0, pixelsX, pixelsY);
    context?.setTransform(ratio * zoom, 0, 0, ratio * zoom, ratio * x, ratio * y);
    return context;
  }

  #draw(context: CanvasRenderingContext2D, card: PaintedCard, thumbnail: Thumbnail, tables: ColourTables): void {
    const preview = previews.get(thumbnail.node, thumbnail.port, thumbnail.side);
    if (preview === undefined) return;
    let bitmap = this.#bitmaps.get(thumbnail);
    if (bitmap === undefined) {
      bitmap = heatmapBitmap();
      this.#bitmaps.set(thumbnail, bitmap);
    }
    const picture = bitmap.update(preview, tables);
    if (picture === null) return;
    const { x, y, width, height } = thumbnails.offset(thumbnail);
    drawBitmap(context, picture, { x: card.x + x, y: card.y + y, width, height });
  }
}
