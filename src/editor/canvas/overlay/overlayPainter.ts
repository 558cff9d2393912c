import type { ColourTables } from "../../../views/colourTables.ts";
import { PixelCache } from "../../../views/heatmapPixels.ts";
import { PixelCanvas, type PixelBox, type PlacedText } from "../../../views/pixelCanvas.ts";
import type { Runner } from "../../runner/runner.ts";
import { sheetPlace } from "../../../views/sheetPlace.ts";
import { useUsedCells } from "../../runner/usedCells.ts";
import { colourEnds } from "../../pictures/colourScaleStore.ts";
import { cellNumbers } from "../../pictures/cellNumbers.ts";
import { farZoom } from "../detail/detail.ts";
import type { Box } from "../../document/canvasView.ts";
import { isGraded } from "../../runner/graded.ts";
import { isAhead, standingsOf } from "../../runner/runStanding.ts";
import { thumbnails, type Offset, type Thumbnail } from "../../pictures/thumbnails.ts";
import type { Watch } from "../../../protocol/preview.ts";

/** Describes a card as the painter needs it. */
export interface PaintedCard extends Box {
  readonly flowId: string;
  /** Whether it lies on a card that is painted before it. */
  readonly covers: boolean;
}

/** Says where the canvas is looked at: React Flow's transform and the size of the pane. */
export interface PaintedView {
  readonly transform: readonly [number, number, number];
  readonly width: number;
  readonly height: number;
  /** Pixels of the screen in one of the page. */
  readonly ratio: number;
}

/** At most so many cells are asked for: more could not be told apart on a card. */
const maxRows = 64;
const maxColumns = 128;

/** From so many cards on, gradients are left out from afar. */
const crowd = 100;

/** Of the pictures whose numbers are still those of the iteration before. */
const faint = 0.3;

/** So many cells that no pixel goes without one. In powers of two: the session is not asked anew at each turn of the wheel. */
function enough(pixels: number, most: number): number {
  return Math.min(most, 2 ** Math.ceil(Math.log2(Math.max(pixels, 8))));
}

/** Draws the heatmaps of all cards into one canvas above them, and says which tensors are on the screen. */
export class OverlayPainter {
  readonly #canvas: PixelCanvas;
  readonly #runner: Pick<Runner, "session" | "previews">;
  readonly #colours = new PixelCache<Thumbnail>();
  readonly #watches = new WeakMap<Thumbnail, Watch>();

  constructor(canvas: HTMLCanvasElement, runner: Pick<Runner, "session" | "previews">) {
    this.#runner = runner;
    this.#canvas = new PixelCanvas(canvas);
  }

  /**
   * Draws one frame, cards from the back to the front. Returns what is on the screen, for the session to send.
   *
   * @param ground what they are drawn on, in pixels of the screen; nothing when left out.
   */
  paint(
    cards: readonly PaintedCard[],
    view: PaintedView,
    tables: ColourTables,
    ground: Uint32Array | null = null,
  ): readonly Watch[] {
    const { session, previews } = this.#runner;
    const { width, height, ratio } = view;
    const scale = view.transform[2] * ratio;
    const [across, down] = [Math.round(width * ratio), Math.round(height * ratio)];
    this.#canvas.begin(across, down, ground);
    const far = view.transform[2] < farZoom;
    // So many cards, so small: their gradients could hardly be told apart, and would be half of all messages.
    const crowded = far && cards.length > crowd;
    const watches: Watch[] = [];
    const used = new Set<Thumbnail>();
    let numbers: PlacedText[] = [];
    const now = session.getState();
    const standing = standingsOf(now);
    const endOf = colourEnds(previews);
    for (const card of cards) {
      const box = pixelBox(card, view);
      if (box.x > across || box.y > down || box.x + box.width < 0 || box.y + box.height < 0) continue;
      // What this card hides of the pictures behind it is taken away.
      if (card.covers) {
        this.#canvas.clear(box);
        numbers = numbers.filter(({ x, y }) => !isWithin(box, x, y));
      }
      for (const thumbnail of thumbnails.of(card.flowId)) {
        const { node, port, side } = thumbnail;
        if (crowded && side === "grad") continue;
        const offset = thumbnails.offset(thumbnail);
        watches.push(this.#watch(thumbnail, offset, scale));
        if (thumbnail.element !== undefined && (!far || side === "value")) thumbnail.write?.(thumbnail.element);
        if (thumbnail.noPicture === true) continue;
        const preview = previews.get(node, port, side);
        if (preview === undefined) continue;
        used.add(thumbnail);
        const place = { ...offset, x: card.x + offset.x, y: card.y + offset.y };
        // A gradient whose node is still to come is of the iteration before, or the part of a sum that is there by now.
        const isPart = side === "grad" && !isGraded(now.status, node);
        const opacity = isAhead(standing, node, side) && !isPart ? faint : 1;
        const pixels = this.#colours.of(thumbnail, preview, tables, endOf(preview));
        const room = pixelBox(place, view);
        this.#canvas.draw(pixels, room, opacity);
        if (opacity === 1) this.#canvas.mark(pixels, room, tables.rim);
        if (opacity === 1 && !far) numbers.push(...cellNumbers(preview, pixels, room, ratio));
        this.#markUsed(thumbnail, place, view, tables);
      }
    }
    this.#canvas.end();
    this.#canvas.write(numbers);
    this.#colours.keep(used);
    return watches;
  }

  /** What is asked for of a thumbnail; the same as before where that has not changed, so that who compares is soon done. */
  #watch(thumbnail: Thumbnail, { width, height }: Offset, scale: number): Watch {
    const { node, port, side } = thumbnail;
    const rows = enough(height * scale, maxRows);
    const columns = enough(width * scale, maxColumns);
    const known = this.#watches.get(thumbnail);
    if (known?.maxRows === rows && known.maxColumns === columns) return known;
    const watch = { node, port, side, maxRows: rows, maxColumns: columns };
    this.#watches.set(thumbnail, watch);
    return watch;
  }

  /** Rims around the cells that what is explained was made of. */
  #markUsed(
    { node, port, side }: Thumbnail,
    { x, y, width, height }: Box,
    view: PaintedView,
    { rim }: ColourTables,
  ): void {
    const thickness = Math.max(1, Math.round(view.ratio));
    for (const used of useUsedCells.getState().used) {
      if (used.node !== node || used.port !== port || used.side !== side) continue;
      for (const region of used.regions) {
        const part = sheetPlace(used.shape, region);
        const cells = {
          x: x + part.x * width,
          y: y + part.y * height,
          width: part.width * width,
          height: part.height * height,
        };
        this.#canvas.rim(pixelBox(cells, view), thickness, rim);
      }
    }
  }
}

function isWithin(box: PixelBox, x: number, y: number): boolean {
  return x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
}

/** A box of the canvas in whole pixels of the screen. */
function pixelBox(box: Box, { transform: [tx, ty, zoom], ratio }: PaintedView): PixelBox {
  const x = Math.round((tx + box.x * zoom) * ratio);
  const y = Math.round((ty + box.y * zoom) * ratio);
  return {
    x,
    y,
    width: Math.round((tx + (box.x + box.width) * zoom) * ratio) - x,
    height: Math.round((ty + (box.y + box.height) * zoom) * ratio) - y,
  };
}
