import type { HeatmapPixels } from "./heatmapPixels.ts";

/** Describes a rectangle in pixels of the screen. It may reach beyond the canvas. */
export interface PixelBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Describes a text, its middle and its letters' height in pixels of the screen, and its CSS colour. */
export interface PlacedText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly colour: string;
}

/**
 * Is a canvas that is written pixel by pixel and shown in one piece: for hundreds of small pictures a frame this costs
 * a fraction of drawing each from a canvas of its own.
 */
export class PixelCanvas {
  readonly #canvas: HTMLCanvasElement;
  #image: ImageData | null = null;
  #pixels = new Uint32Array(0);
  #ground: Uint32Array | null = null;

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
  }

  /**
   * Sets the size, in pixels of the screen, and empties the canvas.
   *
   * @param ground the pixels of such a size that all else is drawn on; nothing when left out.
   */
  begin(width: number, height: number, ground: Uint32Array | null = null): void {
    this.#ground = ground;
    if (this.#image === null || this.#image.width !== width || this.#image.height !== height) {
      this.#canvas.width = width;
      this.#canvas.height = height;
      this.#image = width > 0 && height > 0 ? new ImageData(width, height) : null;
      this.#pixels = this.#image === null ? new Uint32Array(0) : new Uint32Array(this.#image.data.buffer);
    } else if (ground === null) {
      this.#pixels.fill(0);
    }
    if (ground !== null) this.#pixels.set(ground);
  }

  /** Takes away what was drawn in a box. */
  clear(box: PixelBox): void {
    const { left, top, right, bottom, width } = this.#within(box);
    if (left >= right) return;
    for (let y = top; y < bottom; y++) {
      const [from, to] = [y * width + left, y * width + right];
      if (this.#ground === null) this.#pixels.fill(0, from, to);
      else this.#pixels.set(this.#ground.subarray(from, to), from);
    }
  }

  /** Draws a heatmap into a box. Each pixel has the colour of one cell; what lies below shines through by `opacity`. */
  draw({ rows, columns, colours }: HeatmapPixels, box: PixelBox, opacity = 1): void {
    const { left, top, right, bottom, width } = this.#within(box);
    if (rows === 0 || columns === 0 || right <= left) return;
    // The colours are opaque: of their highest byte, the alpha, this leaves so much.
    const kept = (Math.round(opacity * 255) << 24) | 0xffffff;
    let drawnRow = -1;
    let drawnAt = 0;
    for (let y = top; y < bottom; y++) {
      const row = Math.min(rows - 1, Math.floor(((y - box.y) * rows) / box.height));
      const start = y * width;
      if (row === drawnRow) {
        this.#pixels.copyWithin(start + left, drawnAt + left, drawnAt + right);
        continue;
      }
      const cells = row * columns;
      for (let x = left; x < right; x++) {
        this.#pixels[start + x] = colours[cells + Math.floor(((x - box.x) * columns) / box.width)]! & kept;
      }
      [drawnRow, drawnAt] = [row, start];
    }
  }

  /** Marks the cells of a heatmap that lie beyond its colours: a notch in the corner, where a cell has room for one. */
  mark({ rows, columns, beyond = [] }: HeatmapPixels, box: PixelBox, colour: number): void {
    const notch = Math.min(9, Math.floor(Math.min(box.width / columns, box.height / rows) / 3));
    if (notch < 1) return;
    const { left, top, right, bottom, width } = this.#within(box);
    for (const cell of beyond) {
      const end = box.x + Math.ceil((((cell % columns) + 1) * box.width) / columns);
      const start = box.y + Math.ceil((Math.floor(cell / columns) * box.height) / rows);
      for (let line = 0; line < notch; line++) {
        const y = start + line;
        if (y < top || y >= bottom) continue;
        const from = Math.max(left, end - notch + line);
        this.#pixels.fill(colour, y * width + from, y * width + Math.max(from, Math.min(right, end)));
      }
    }
  }

  /** Lays a colour, the low three bytes of a pixel, over a box: where it lies already it becomes so much more opaque. */
  lay(box: PixelBox, colour: number, alpha: number): void {
    const { left, top, right, bottom, width } = this.#within(box);
    for (let y = top; y < bottom; y++) {
      for (let at = y * width + left; at < y * width + right; at++) {
        this.#pixels[at] = (Math.min(255, (this.#pixels[at]! >>> 24) + alpha) << 24) | colour;
      }
    }
  }

  /** Draws a rim of some pixels around a box. */
  rim({ x, y, width, height }: PixelBox, thickness: number, colour: number): void {
    const across = width + 2 * thickness;
    for (const side of [
      { x: x - thickness, y: y - thickness, width: across, height: thickness },
      { x: x - thickness, y: y + height, width: across, height: thickness },
      { x: x - thickness, y, width: thickness, height },
      { x: x + width, y, width: thickness, height },
    ]) {
      const { left, top, right, bottom, width: row } = this.#within(side);
      for (let at = top; at < bottom; at++)
        this.#pixels.fill(colour, at * row + left, Math.max(left, right) + at * row);
    }
  }

  /** Shows what was drawn. */
  end(): void {
    if (this.#image !== null) this.#canvas.getContext("2d")?.putImageData(this.#image, 0, 0);
  }

  /** Writes texts over what is shown, each around its place. They are gone with the next frame. */
  write(texts: readonly PlacedText[]): void {
    const context = texts.length === 0 ? null : this.#canvas.getContext("2d");
    if (context === null) return;
    context.textAlign = "center";
    context.textBaseline = "middle";
    const family = getComputedStyle(this.#canvas).getPropertyValue("--wg-mono");
    for (const { text, x, y, size, colour } of texts) {
      context.font = `${size}px ${family === "" ? "monospace" : family}`;
      context.fillStyle = colour;
      context.fillText(text, x, y);
    }
  }

  #within(box: PixelBox): { left: number; top: number; right: number; bottom: number; width: number } {
    const width = this.#image?.width ?? 0;
    const height = this.#image?.height ?? 0;
    return {
      left: Math.max(0, box.x),
      top: Math.max(0, box.y),
      right: Math.min(width, box.x + box.width),
      bottom: Math.min(height, box.y + box.height),
      width,
    };
  }
}
