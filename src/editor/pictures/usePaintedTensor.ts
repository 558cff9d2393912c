import { useEffect, useId, type RefObject } from "react";
import { colourTables } from "../../views/colourTables.ts";
import { PixelCache } from "../../views/heatmapPixels.ts";
import { PixelCanvas } from "../../views/pixelCanvas.ts";
import { useRunner } from "../runner/useRunner.ts";
import { useColourScheme } from "../kit/colourScheme.ts";
import { colourEnd, useColourScale } from "./colourScaleStore.ts";
import type { Watch } from "../../protocol/preview.ts";

/**
 * Paints a tensor as it is now, and anew when its numbers change.
 *
 * @param watch which tensor, and how many of its cells are asked for.
 * @param size of the canvas, in CSS pixels.
 * @param shown without it the canvas stays empty, and nothing is asked for.
 */
export function usePaintedTensor(
  element: RefObject<HTMLCanvasElement | null>,
  { node, port, side, maxRows, maxColumns }: Watch,
  { width, height }: { readonly width: number; readonly height: number },
  shown = true,
): void {
  const { previews } = useRunner();
  const owner = useId();
  const scheme = useColourScheme((state) => state.scheme);

  useEffect(() => {
    previews.request(owner, shown ? [{ node, port, side, maxRows, maxColumns }] : []);
    return () => previews.request(owner, []);
  }, [previews, owner, node, port, side, maxRows, maxColumns, shown]);

  useEffect(() => {
    const canvas = element.current;
    if (canvas === null || !shown) return undefined;
    const painted = new PixelCanvas(canvas);
    const colours = new PixelCache<string>();
    const across = Math.round(width * devicePixelRatio);
    const down = Math.round(height * devicePixelRatio);
    let drawn: readonly [unknown, number | null] = [null, null];
    const paint = (): void => {
      const preview = previews.get(node, port, side);
      const end = preview === undefined ? null : colourEnd(preview, previews);
      // Other pictures have news, too.
      if (preview === drawn[0] && end === drawn[1]) return;
      drawn = [preview, end];
      painted.begin(across, down);
      const box = { x: 0, y: 0, width: across, height: down };
      if (preview !== undefined) {
        const tables = colourTables(scheme);
        const pixels = colours.of("", preview, tables, end);
        painted.draw(pixels, box);
        painted.mark(pixels, box, tables.rim);
      }
      painted.end();
    };
    paint();
    const stops = [previews.subscribe(paint), useColourScale.subscribe(paint)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [previews, element, node, port, side, width, height, scheme, shown]);
}
