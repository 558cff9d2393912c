/**
 * Leaves a finger on a card's title with the title. A browser gives a touch to the nearest small thing that can be pressed,
 * which beside a title is a port or the place of a breakpoint: a card that is to be moved would draw a wire. What lies under
 * the finger's own middle decides. Returns how to stop.
 */
export function watchForFingerOnTitle(pane: HTMLElement): () => void {
  let title: Element | null = null;
  const start = (event: TouchEvent): void => {
    title = null;
    const [touch, ...others] = event.touches;
    if (touch === undefined || others.length > 0 || !isSmall(event.target)) return;
    const under = document.elementFromPoint(touch.clientX, touch.clientY);
    title = isSmall(under) ? null : (under?.closest(".card-head") ?? null);
    if (title === null) return;
    event.stopPropagation();
    const init = { bubbles: true, cancelable: true, touches: [touch], changedTouches: [touch] };
    title.dispatchEvent(new TouchEvent("touchstart", init));
  };
  // The click that follows a touch goes to the nearest small thing, too.
  const click = (event: MouseEvent): void => {
    const meant = title;
    title = null;
    if (meant === null || !isSmall(event.target)) return;
    event.stopPropagation();
    event.preventDefault();
    const { clientX, clientY } = event;
    meant.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, view: window, clientX, clientY }));
  };
  pane.addEventListener("touchstart", start, { capture: true, passive: true });
  // Before React, which listens at the page's root.
  window.addEventListener("click", click, { capture: true });
  return () => {
    pane.removeEventListener("touchstart", start, { capture: true });
    window.removeEventListener("click", click, { capture: true });
  };
}

function isSmall(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(".card .port, .card .breakpoint-toggle") !== null;
}
