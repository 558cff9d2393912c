import { notifyError } from "../../kit/noticeStore.ts";
import { takesText } from "../../kit/keys/fieldFocus.ts";
import { watchForLostMouseUp } from "./lostMouseUp.ts";
import { watchPresses } from "./onceLetGo.ts";

/** Heeds what fingers and the mouse do on the canvas beyond what React Flow does. Returns how to stop. */
export function watchGestures(pane: HTMLElement): () => void {
  const stops = [watchPresses(pane), watchForLostMouseUp(), onceTouched(pane)];
  pane.addEventListener("pointerdown", leaveText, { capture: true });
  return () => {
    for (const stop of stops) stop();
    pane.removeEventListener("pointerdown", leaveText, { capture: true });
  };
}

/** Heeds fingers where the screen can be touched, or from the first touch on. */
function onceTouched(pane: HTMLElement): () => void {
  let stop = (): void => undefined;
  let ended = false;
  const load = (): void => {
    import("./watchFingers.ts").then(({ watchFingers }) => {
      if (!ended) stop = watchFingers(pane);
    }, notifyError);
  };
  const onTouch = { once: true, capture: true, passive: true };
  if (navigator.maxTouchPoints > 0) load();
  else pane.addEventListener("touchstart", load, onTouch);
  return () => {
    ended = true;
    pane.removeEventListener("touchstart", load, onTouch);
    stop();
  };
}

/**
 * A press on the canvas leaves the field that had the focus and lets go of the text that was marked on the page: React Flow
 * keeps the browser from doing so, and keys would go on being theirs.
 */
function leaveText({ target }: PointerEvent): void {
  if (!(target instanceof Element) || target.closest("input, textarea, select, .card-error-text") !== null) return;
  const { activeElement } = document;
  if (activeElement instanceof HTMLElement && takesText(activeElement)) activeElement.blur();
  window.getSelection()?.removeAllRanges();
}
