import { watchForFingerOnTitle } from "./fingerOnTitle.ts";
import { watchForSecondFinger } from "./secondFinger.ts";

/** Heeds what fingers do on the canvas beyond what React Flow does. Returns how to stop. */
export function watchFingers(pane: HTMLElement): () => void {
  const stops = [watchForSecondFinger(pane), watchForFingerOnTitle(pane)];
  return () => {
    for (const stop of stops) stop();
  };
}
