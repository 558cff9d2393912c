import type { KeyboardEvent } from "react";
import { BarButton } from "../kit/BarButton.tsx";
import { useRunner } from "../runner/useRunner.ts";
import { useSession } from "../runner/useSession.ts";
import "./numbersLine.css";
import { newDataText, offerText } from "./numbersText.ts";

/**
 * Shows one line, with its buttons, while there is a choice of numbers: after an undo of an edit that was trained on
 * since, and when a trained model is given other data. It stays until it is answered, and asks for nothing.
 */
export function NumbersLine() {
  const { commands } = useRunner();
  const offer = useSession((state) => state.status?.offer ?? null);
  const newData = useSession((state) => state.status?.newData ?? null);
  const text = offer !== null ? offerText(offer) : newData !== null ? newDataText(newData) : null;
  if (text === null) return null;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    commands.keepNumbers();
  };
  return (
    <aside className="numbers-line" aria-label="Which numbers" onKeyDown={onKeyDown}>
      <p role="status">{text.line}</p>
      {text.other !== null && (
        <BarButton label={text.other} onClick={() => (offer !== null ? commands.takeOther() : commands.reset())} />
      )}
      <BarButton label={text.keep} onClick={() => commands.keepNumbers()} />
    </aside>
  );
}
