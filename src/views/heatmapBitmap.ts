import type { ColourTables } from "./colourTables.ts";
import type { HeatmapData } from "./heatmapData.ts";
import { paintHeatmap } from "./paintHeatmap.ts";

/** A heatmap painted at one pixel a cell, to be drawn at any size. Painted anew only when its numbers change. */
export interface HeatmapBitmap {
  /** The canvas that holds the newest picture; null when the tensor has no elements. */
  readonly update: (heatmap: HeatmapData, tables: ColourTables) => HTMLCanvasElement | null;
}

export function heatmapBitmap(): HeatmapBitmap {
  let canvas: HTMLCanvasElement | null = null;
  let image: ImageData | null = null;
  let painted: HeatmapData | null = null;
  let paintedWith: ColourTables | null = null;

  return {
    update(heatmap, tables) {
      const { rows, columns } = heatmap;
      if (rows === 0 || columns === 0) return null;
      if (painted === heatmap && paintedWith === tables) return canvas;
      canvas ??= document.createElement("canvas");
      const context = canvas.getContext("2d");
      if (context === null) return null;
      if (image === null || image.width !== columns || image.height !== rows) {
        canvas.width = columns;
        canvas.height = rows;
        image = context.createImageData(columns, rows);
      }
      paintHeatmap(heatmap, tables, new Uint32Array(image.data.buffer));
      context.putImageData(image, 0, 0);
      painted = heatmap;
      paintedWith = tables;
      return canvas;
    },
  };
}

/** Draws a picture of cells into a rectangle. Cells stay sharp, unless several fall into one pixel. */
export function drawBitmap(
  context: CanvasRenderingContext2D,
  bitmap: HTMLCanvasElement,
  rectangle: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): void {
  const scale = context.getTransform().a;
  context.imageSmoothingEnabled = bitmap.width > rectangle.width * scale || bitmap.height > rectangle.height * scale;
  context.drawImage(bitmap, rectangle.x, rectangle.y, rectangle.width, rectangle.height);
}
