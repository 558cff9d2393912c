import { useEffect, useRef } from "react";
import { canvasView } from "../canvas/canvasView.ts";

/** Shows the whole graph again, now that the canvas gets another size. Returns how to give it up. */
export function fitSoon(): () => void {
  // The canvas hears of its new size in the first frame and is laid out for it in the second.
  let frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(() => canvasView.fit());
  });
  return () => cancelAnimationFrame(frame);
}

/** Shows the whole graph again after the canvas got another size because of `value`. */
export function useFitOnChange(value: unknown): void {
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return undefined;
    }
    return fitSoon();
  }, [value]);
}
