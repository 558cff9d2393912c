import { useStoreApi } from "@xyflow/react";
import { useEffect } from "react";
import { thumbnails } from "../../pictures/thumbnails.ts";
import { detailAt, letterSizes, useDetail, zoomStep } from "./detail.ts";

/** Milliseconds between two sizes of the letters: while the zoom is on its way, they grow and shrink with the cards. */
const pause = 200;

/**
 * Keeps letters readable at any zoom, and lets cards show less where they are small. It sets the sizes on the pane, for
 * its stylesheets, and tells `useDetail`.
 */
export function useZoomDetail(pane: HTMLElement | null): void {
  const store = useStoreApi();
  useEffect(() => {
    if (pane === null) return undefined;
    let sized = 0;
    let last = -Infinity;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const size = (): void => {
      timer = undefined;
      const zoom = zoomStep(store.getState().transform[2]);
      if (zoom === sized) return;
      sized = zoom;
      last = performance.now();
      const { least, name } = letterSizes(zoom);
      pane.style.setProperty("--letters-least", `${least}px`);
      pane.style.setProperty("--letters-name", `${name}px`);
      pane.style.setProperty("--canvas-zoom", String(zoom));
      // The sizes first: who hears of the step measures.
      useDetail.setState({ detail: detailAt(zoom), zoom });
      thumbnails.restyled();
    };
    size();
    const stop = store.subscribe(({ transform }, before) => {
      if (transform[2] === before.transform[2] || timer !== undefined) return;
      const wait = last + pause - performance.now();
      if (wait <= 0) size();
      else timer = setTimeout(size, wait);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [store, pane]);
}
