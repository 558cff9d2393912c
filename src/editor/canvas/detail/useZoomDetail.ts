import { useStoreApi } from "@xyflow/react";
import { useEffect, useRef } from "react";
import { thumbnails } from "../../pictures/thumbnails.ts";
import { detailAt, letterSizes, useDetail, zoomStep } from "./detail.ts";

/**
 * Milliseconds that the zoom must rest before letters get another size: while it is on its way they grow and shrink with the
 * cards, as all frames are needed for that. A zoom that goes on for long is not waited for.
 */
const [rest, patience] = [120, 1000];
/** A zoom that changes so many times at once has jumped: to the whole graph, or to one card. */
const jump = 1.2;

/**
 * Keeps letters readable at any zoom, and lets cards show less where they are small. It sets the sizes on the pane, for
 * its stylesheets, and tells `useDetail`.
 */
export function useZoomDetail(pane: HTMLElement | null, cards: number): void {
  const store = useStoreApi();
  const newest = useRef(cards);
  useEffect(() => {
    newest.current = cards;
    useDetail.setState(({ zoom }) => ({ detail: detailAt(zoom, cards) }));
  }, [cards]);
  useEffect(() => {
    if (pane === null) return undefined;
    let sized = 0;
    let moving: number | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const size = (): void => {
      clearTimeout(timer);
      moving = null;
      const zoom = zoomStep(store.getState().transform[2]);
      if (zoom === sized) return;
      sized = zoom;
      const { least, name } = letterSizes(zoom);
      pane.style.setProperty("--letters-least", `${least}px`);
      pane.style.setProperty("--letters-name", `${name}px`);
      pane.style.setProperty("--canvas-zoom", String(zoom));
      // The sizes first: who hears of the step measures.
      useDetail.setState({ detail: detailAt(zoom, newest.current), zoom });
      thumbnails.restyled();
    };
    size();
    const stop = store.subscribe(({ transform: [, , zoom] }, { transform: [, , before] }) => {
      if (zoom === before) return;
      const now = performance.now();
      moving ??= now;
      if (Math.max(zoom / before, before / zoom) > jump || now - moving > patience) {
        size();
        return;
      }
      clearTimeout(timer);
      timer = setTimeout(size, rest);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [store, pane]);
}
