import { useEffect, useRef } from "react";
import "./tip.css";

const id = "wg-tip";
const delay = 400;
const gap = 6;
const margin = 8;

/**
 * Shows the page's one tooltip: it shows the `data-tip` of whatever is under the pointer, or has the keyboard's focus,
 * and describes it to a screen reader. A hint only: what must be known is on the page itself.
 */
export function Tip() {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const tip = box.current;
    return tip === null ? undefined : listen(tip);
  }, []);
  return <div ref={box} id={id} className="tip" role="tooltip" popover="manual" />;
}

function listen(tip: HTMLDivElement): () => void {
  let target: HTMLElement | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const hide = (): void => {
    clearTimeout(timer);
    target?.removeAttribute("aria-describedby");
    target = null;
    if (tip.matches(":popover-open")) tip.hidePopover();
  };
  const show = (): void => {
    const text = target?.dataset["tip"];
    if (target === null || text === undefined || text === "" || !target.isConnected) return;
    tip.textContent = text;
    tip.showPopover();
    place(tip, target);
    target.setAttribute("aria-describedby", id);
  };
  const withTip = ({ target: on }: Event): HTMLElement | null =>
    on instanceof Element ? on.closest<HTMLElement>("[data-tip]") : null;
  const aim = (event: Event, wait: number): void => {
    const found = withTip(event);
    if (found === target) return;
    hide();
    target = found;
    if (found !== null) timer = setTimeout(show, wait);
  };
  const onPointerMove = (event: PointerEvent): void => {
    // A finger has no hover: a tip that comes with the tap would only be in the way.
    if (event.pointerType === "mouse") aim(event, delay);
  };
  // What comes to lie under a pointer at rest was not pointed at.
  const onPointerOver = (event: PointerEvent): void => {
    if (withTip(event) !== target) hide();
  };
  const onFocusIn = (event: FocusEvent): void => {
    if (event.target instanceof Element && event.target.matches(":focus-visible")) aim(event, 0);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Escape") hide();
  };

  const stop = new AbortController();
  const options = { signal: stop.signal };
  document.addEventListener("pointermove", onPointerMove, options);
  document.addEventListener("pointerover", onPointerOver, options);
  document.addEventListener("focusin", onFocusIn, options);
  document.addEventListener("focusout", hide, options);
  document.addEventListener("pointerdown", hide, options);
  document.addEventListener("keydown", onKeyDown, options);
  document.addEventListener("scroll", hide, { ...options, capture: true, passive: true });
  return () => {
    stop.abort();
    hide();
  };
}

/** Below its target (or beside it, where `data-tip-side` says so), above where there is no room, never outside of the window. */
function place(tip: HTMLElement, target: HTMLElement): void {
  const at = target.getBoundingClientRect();
  const { width, height } = tip.getBoundingClientRect();
  const beside = target.dataset["tipSide"] === "right" && at.right + gap + width <= innerWidth - margin;
  const below = at.bottom + gap + height <= innerHeight - margin;
  const top = beside ? at.top + (at.height - height) / 2 : below ? at.bottom + gap : at.top - gap - height;
  const left = beside ? at.right + gap : at.left + (at.width - width) / 2;
  tip.style.top = `${Math.max(margin, Math.min(innerHeight - margin - height, top))}px`;
  tip.style.left = `${Math.max(margin, Math.min(innerWidth - margin - width, left))}px`;
}
