/**
 * Leaves a finger on a card's title with the title. A browser gives a touch to the nearest small thing that can be pressed,
 * which beside a title is a port, the place of a breakpoint or a wire behind the card: a card that is to be moved would draw
 * a wire, or one be selected. What lies under the finger's own middle decides. Returns how to stop.
 */
export function watchForFingerOnTitle(pane: HTMLElement): () => void {
  let title: Element | null = null;
  const start = (event: TouchEvent): void => {
    title = null;
    const [touch, ...others] = event.touches;
    if (touch === undefined || others.length > 0) return;
    const under = document.elementFromPoint(touch.clientX, touch.clientY);
    title = isSmall(under) ? null : (under?.closest(".card-head") ?? null);
    // Its click may go elsewhere even so.
    if (title === null || !isSmall(event.target)) return;
    event.stopPropagation();
    const init = { bubbles: true, cancelable: true, touches: [touch], changedTouches: [touch] };
    title.dispatchEvent(new TouchEvent("touchstart", init));
  };
  // The click that follows a touch goes to the nearest small thing, too.
  const click = (event: MouseEvent): void => {
    const meant = title;
    title = null;
    const byMouse = event instanceof PointerEvent && event.pointerType === "mouse";
    if (meant === null || byMouse || !isSmall(event.target)) return;
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
  return (
    target instanceof Element && target.closest(".card .port, .card .breakpoint-toggle, .react-flow__edge") !== null
  );
}
