import { useEffect, useId, type RefObject } from "react";
import { colourTables } from "../../views/colourTables.ts";
import { PixelCache } from "../../views/heatmapPixels.ts";
import { PixelCanvas } from "../../views/pixelCanvas.ts";
import { useRunner } from "../runner/useRunner.ts";
import { useColourScheme } from "../kit/colourScheme.ts";
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
    let drawn: unknown = null;
    const paint = (): void => {
      const preview = previews.get(node, port, side);
      // Other pictures have news, too.
      if (preview === drawn) return;
      drawn = preview;
      painted.begin(across, down);
      const box = { x: 0, y: 0, width: across, height: down };
      if (preview !== undefined) painted.draw(colours.of("", preview, colourTables(scheme)), box);
      painted.end();
    };
    paint();
    return previews.subscribe(paint);
  }, [previews, element, node, port, side, width, height, scheme, shown]);
}
