import { useEffect, useRef } from "react";
import { useAsked } from "../../runner/asking/askedStore.ts";
import { takesText } from "../../kit/keys/fieldFocus.ts";
import { ariaKeys, isPressed } from "../../kit/keys/keys.ts";
import { backKeys } from "./backKeys.ts";
import { cellLabel } from "../../pictures/showWhy.ts";
import { goBack, useTrail } from "./trail.ts";

/** Cells of the trail that are named. */
const shown = 3;

/** Back along the links: to the cell that was left last, and before the first of them to Ask's. */
function back(): void {
  if (useTrail.getState().left.length > 0) goBack();
  else useAsked.getState().comeBack();
}

/** Shows the way back to the cells that links led away from: a button, or keys. */
export function TrailBar() {
  const left = useTrail((state) => state.left);
  // The way may have begun at a probability of Ask's.
  const asked = useAsked((state) => state.left.length > 0);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // The inspector shows another node, and the link that had the focus has gone.
    if (!useTrail.getState().arriving) return;
    button.current?.focus({ preventScroll: true });
    useTrail.setState({ arriving: false });
  }, [left]);
  useEffect(() => {
    if (left.length === 0 && !asked) return undefined;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (takesText(document.activeElement)) return;
      const inPanel = button.current?.closest("[role=tabpanel]")?.contains(document.activeElement) === true;
      if (!isPressed(backKeys.page, event) && !(inPanel && isPressed(backKeys.panel, event))) return;
      // Backspace would delete the node that is selected, Alt and Left leave the page.
      event.preventDefault();
      event.stopImmediatePropagation();
      back();
    };
    document.addEventListener("keydown", onKeyDown, { capture: true });
    return () => document.removeEventListener("keydown", onKeyDown, { capture: true });
  }, [left, asked]);
  const last = left.at(-1);
  if (last === undefined && !asked) return null;
  const first = Math.max(0, left.length - shown);
  return (
    <nav className="why-trail" aria-label="Back along the links">
      <button
        ref={button}
        type="button"
        aria-keyshortcuts={ariaKeys([backKeys.page, backKeys.panel])}
        title={`${backKeys.page}, or ${backKeys.panel}`}
        onClick={back}
      >
        ← back to {last === undefined ? "the typed context" : cellLabel(last)}
      </button>
      {left.length > 1 && (
        <ol aria-label="The cells before">
          {first > 0 && <li>…</li>}
          {left.slice(first, -1).map((cell, at) => (
            <li key={first + at}>
              <button type="button" className="why-link" onClick={() => goBack(first + at)}>
                {cellLabel(cell)}
              </button>
            </li>
          ))}
        </ol>
      )}
    </nav>
  );
}
