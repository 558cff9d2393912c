import { abandonWire } from "./gesture.ts";

/**
 * Ends what a mouse drags when it turns out that its button was let go unheard: over another window, in a dialogue of the
 * system, in a frame. The pointer then moves with no button pressed. A card and the canvas stay where they were dragged to; a
 * wire is given up. Returns how to stop.
 */
export function watchForLostMouseUp(): () => void {
  let pressed = false;
  const press = (event: PointerEvent): void => {
    if (event.pointerType === "mouse") pressed = true;
  };
  const letGo = (event: PointerEvent): void => {
    if (event.pointerType === "mouse") pressed = false;
  };
  const move = (event: PointerEvent): void => {
    if (!pressed || event.pointerType !== "mouse" || event.buttons !== 0) return;
    pressed = false;
    abandonWire();
    const { target, pointerId, clientX, clientY } = event;
    const up = { bubbles: true, cancelable: true, view: window, clientX, clientY };
    target?.dispatchEvent(new PointerEvent("pointerup", { ...up, pointerId, pointerType: "mouse", isPrimary: true }));
    target?.dispatchEvent(new MouseEvent("mouseup", up));
  };
  const listen = { capture: true, passive: true };
  window.addEventListener("pointerdown", press, listen);
  window.addEventListener("pointerup", letGo, listen);
  window.addEventListener("pointercancel", letGo, listen);
  window.addEventListener("pointermove", move, listen);
  return () => {
    window.removeEventListener("pointerdown", press, listen);
    window.removeEventListener("pointerup", letGo, listen);
    window.removeEventListener("pointercancel", letGo, listen);
    window.removeEventListener("pointermove", move, listen);
  };
}
