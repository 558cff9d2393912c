import { canvasView } from "./canvasView.ts";

/** Shows what the canvas is to show, now that it gets another size. Returns how to give it up. */
export function fitSoon(show = (): void => canvasView.current.fit()): () => void {
  // The canvas hears of its new size in the first frame and is laid out for it in the second.
  let frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(show);
  });
  return () => cancelAnimationFrame(frame);
}
