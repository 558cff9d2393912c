import { useStoreApi } from "@xyflow/react";
import { useEffect, useRef } from "react";
import { colourTables } from "../../../views/colourTables.ts";
import { useColourScheme } from "../../kit/colourScheme.ts";
import { useColourScale } from "../../pictures/colourScaleStore.ts";
import { thumbnails } from "../../pictures/thumbnails.ts";
import { standingsOf } from "../../runner/runStanding.ts";
import { useRunner } from "../../runner/useRunner.ts";
import { useUsedCells } from "../../runner/usedCells.ts";
import type { FlowNode, WireEdge } from "../flow/flowTypes.ts";
import { OverlayPainter } from "../overlay/overlayPainter.ts";
import { DrawnLayer } from "./drawnLayer.ts";
import { useDrawnPictures } from "./useDrawnPictures.ts";

/** Milliseconds between two lists of what is to be sent while the view moves. */
const askedAgain = 250;

interface DrawnGraphProps {
  readonly wires: readonly WireEdge[];
  /** Whether nothing but cards and wires is to be seen. */
  readonly opaque: boolean;
}

/**
 * Shows all cards, wires and tensors of a big graph from afar, on one canvas. Elements of that number cannot be moved sixty
 * times a second; the empty ones that React Flow keeps in their places take the pointer and the keys, and are read out.
 */
export function DrawnGraph({ wires, opaque }: DrawnGraphProps) {
  const runner = useRunner();
  const store = useStoreApi<FlowNode, WireEdge>();
  const element = useRef<HTMLCanvasElement>(null);
  const painted = useRef({ zoom: 1 });
  const scheme = useColourScheme((state) => state.scheme);

  useEffect(() => {
    const canvas = element.current;
    if (canvas === null) return undefined;
    const { session, previews } = runner;
    // The first to ask for it: from then on it has no holes to look through.
    canvas.getContext("2d", { alpha: !opaque });
    const tables = colourTables(scheme);
    let asked = -Infinity;
    const painter = new OverlayPainter(canvas, runner);
    const layer = new DrawnLayer(canvas, opaque, {
      now: () => ({ nodes: store.getState().nodeLookup, wires, session: session.getState() }),
      paint: (cards, view, ground, moves) => {
        painted.current = { zoom: view.transform[2] };
        const watches = painter.paint(cards, view, tables, ground);
        const now = performance.now();
        // On its way the view is another in each frame: what it shows is asked for now and then.
        if (moves && now - asked < askedAgain) return;
        asked = now;
        previews.request("canvas", watches);
      },
    });
    const view = () => {
      const { transform, width, height } = store.getState();
      return { transform, width, height, ratio: window.devicePixelRatio };
    };
    layer.show(view());
    const stops = [
      store.subscribe((now, before) => {
        if (now.nodes !== before.nodes) layer.changed();
        layer.show(view());
      }),
      session.subscribe((now, before) => {
        if (now.plan !== before.plan || standingsOf(now) !== standingsOf(before)) layer.changed();
      }),
      ...[previews, thumbnails, useUsedCells, useColourScale].map((source) => source.subscribe(() => layer.told())),
    ];
    return () => {
      for (const stop of stops) stop();
      layer.stop();
      previews.request("canvas", []);
    };
  }, [runner, store, wires, scheme, opaque]);

  useDrawnPictures(painted);
  return (
    <canvas
      ref={element}
      key={String(opaque)}
      className={opaque ? "drawn-cards drawn-opaque" : "drawn-cards"}
      aria-hidden="true"
    />
  );
}
