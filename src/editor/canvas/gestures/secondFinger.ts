import { useWiring } from "../wire/wiringStore.ts";
import { abandonWire, useGesture } from "./gesture.ts";

/**
 * Lets two fingers zoom wherever they are, on cards as well. React Flow gives the first finger on a card to the card's drag
 * or to a wire, and hears nothing of a pinch that begins there. So the second finger ends what the first one began, as if it
 * had not been, and both are handed to the canvas. Returns how to stop.
 */
export function watchForSecondFinger(pane: HTMLElement): () => void {
  const start = (event: TouchEvent): void => {
    // What is handed on below is heard here, too.
    if (!event.isTrusted) return;
    const fingers = [...event.touches].filter(({ target }) => target instanceof Node && pane.contains(target));
    if (fingers.length < 2) return;
    const drewWire = useWiring.getState().start !== null;
    const onCards = fingers.some(({ target }) => isOnCard(target));
    if (!drewWire && !onCards) return;
    event.stopPropagation();
    if (event.cancelable) event.preventDefault();
    if (drewWire) {
      abandonWire();
      document.body.dispatchEvent(new TouchEvent("touchend", { bubbles: true, changedTouches: fingers.slice(0, 1) }));
    }
    endDrags(
      fingers.filter(({ identifier }) => ![...event.changedTouches].some((one) => one.identifier === identifier)),
    );
    const canvas = pane.querySelector(".react-flow__pane");
    canvas?.dispatchEvent(
      new TouchEvent("touchstart", { bubbles: true, cancelable: true, touches: fingers, changedTouches: fingers }),
    );
  };
  const listen = { capture: true, passive: false };
  pane.addEventListener("touchstart", start, listen);
  return () => pane.removeEventListener("touchstart", start, listen);
}

/** Ends the drags of cards that these fingers began: the cards go back. */
function endDrags(fingers: readonly Touch[]): void {
  useGesture.setState({ abandoned: true });
  for (const finger of fingers.filter(({ target }) => isOnCard(target))) {
    const end = new TouchEvent("touchcancel", { bubbles: true, cancelable: true, changedTouches: [finger] });
    finger.target.dispatchEvent(end);
  }
  useGesture.setState({ abandoned: false });
}

function isOnCard(target: EventTarget): boolean {
  return target instanceof Element && target.closest(".react-flow__node, .react-flow__edge") !== null;
}
