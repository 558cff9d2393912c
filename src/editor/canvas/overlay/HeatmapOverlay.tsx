import { useStoreApi } from "@xyflow/react";
import { useEffect, useRef } from "react";
import { colourTables } from "../../../views/colourTables.ts";
import { useRunner } from "../../runner/useRunner.ts";
import { useColourScheme } from "../../kit/colourScheme.ts";
import { useUsedCells } from "../../runner/usedCells.ts";
import { OverlayPainter, type PaintedCard } from "./overlayPainter.ts";
import { paintedCards } from "./paintedCards.ts";
import { standingsOf } from "../../runner/runStanding.ts";
import { useColourScale } from "../../pictures/colourScaleStore.ts";
import { thumbnails } from "../../pictures/thumbnails.ts";

/**
 * Shows all heatmaps of all cards, on one canvas above them: a canvas in each of some hundred cards would cost more
 * than everything else together. It follows the viewport, the cards and the numbers, once a frame at most.
 */
export function HeatmapOverlay() {
  const runner = useRunner();
  const store = useStoreApi();
  const element = useRef<HTMLCanvasElement>(null);
  const scheme = useColourScheme((state) => state.scheme);

  useEffect(() => {
    const canvas = element.current;
    if (canvas === null) return;
    const { session, previews } = runner;
    const painter = new OverlayPainter(canvas, runner);
    const tables = colourTables(scheme);
    let frame: number | null = null;
    let stood = standingsOf(session.getState());
    // While only the view moves they stay what they are.
    let cards: readonly PaintedCard[] | null = null;

    const paint = (): void => {
      if (frame !== null) cancelAnimationFrame(frame);
      frame = null;
      const { nodeLookup, transform, width, height } = store.getState();
      cards ??= paintedCards(nodeLookup.values());
      const watches = painter.paint(cards, { transform, width, height, ratio: window.devicePixelRatio }, tables);
      previews.request("canvas", watches);
    };
    const soon = (): void => {
      frame ??= requestAnimationFrame(paint);
    };

    const stops = [
      store.subscribe((now, before) => {
        if (now.transform === before.transform || now.nodes !== before.nodes) cards = null;
        soon();
      }),
      thumbnails.subscribe(soon),
      previews.subscribe(paint),
      useUsedCells.subscribe(soon),
      useColourScale.subscribe(soon),
      // What is still to come is drawn faint, and the cursor may move without a number changing.
      session.subscribe((now) => {
        const standing = standingsOf(now);
        if (standing !== stood) soon();
        stood = standing;
      }),
    ];
    soon();
    return () => {
      for (const stop of stops) stop();
      if (frame !== null) cancelAnimationFrame(frame);
      previews.request("canvas", []);
    };
  }, [runner, store, scheme]);

  return <canvas ref={element} className="heatmap-overlay" aria-hidden="true" />;
}
