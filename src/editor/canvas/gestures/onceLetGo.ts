/* One page has one pointer that is pressed: what waits for its release waits for it, whoever asks. */
let held = false;
/** What waits for it. */
let waiting: (() => void) | null = null;

/** Does what would take a card away from under the finger that drags it: now, or once no finger is on the canvas. */
export function onceLetGo(act: () => void): void {
  if (held) waiting = act;
  else act();
}

/** Heeds when the canvas is pressed and let go. Returns how to stop. */
export function watchPresses(pane: HTMLElement): () => void {
  const press = (): void => {
    held = true;
  };
  const letGo = (): void => {
    held = false;
    waiting?.();
    waiting = null;
  };
  const ends = ["pointerup", "pointercancel"] as const;
  pane.addEventListener("pointerdown", press, { capture: true, passive: true });
  for (const end of ends) window.addEventListener(end, letGo, { capture: true, passive: true });
  return () => {
    letGo();
    pane.removeEventListener("pointerdown", press, { capture: true });
    for (const end of ends) window.removeEventListener(end, letGo, { capture: true });
  };
}
