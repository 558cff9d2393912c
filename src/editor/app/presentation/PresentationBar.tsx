import { useEffect, useRef } from "react";
import { Readings } from "../../debugger/Readings.tsx";
import { useDocument } from "../../document/documentStore.ts";
import { CommandButton } from "../../kit/commands/CommandButton.tsx";
import { overPage, takesText } from "../../kit/keys/fieldFocus.ts";
import { isComposing } from "../../kit/keys/isComposing.ts";
import { useLayout } from "../../kit/layoutStore.ts";
import { RunnerButton } from "../../runner/commands/RunnerButton.tsx";
import { stepBack, stepOver } from "../../runner/commands/stepping.ts";
import { train } from "../../runner/commands/training.ts";
import { present } from "../commands/pageCommands.ts";
import "./presentation.css";

const scope = { editor: undefined, sources: [useLayout] };

/** Shows what just ran, in large type, and the few buttons of a presentation. Escape leaves it. */
export function PresentationBar() {
  const title = useDocument(({ graph }) => graph.title);
  const bar = useRef<HTMLElement>(null);
  useEffect(() => {
    // The button that it was asked for with is gone: the keyboard goes on stepping.
    bar.current?.querySelector<HTMLElement>("[data-first]")?.focus({ preventScroll: true });
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== "Escape" || event.defaultPrevented || isComposing(event)) return;
      if (takesText(document.activeElement) || document.querySelector(overPage) !== null) return;
      event.preventDefault();
      event.stopPropagation();
      useLayout.getState().present(false);
    };
    // Before the canvas, which would let go of the selection.
    addEventListener("keydown", onKeyDown, { capture: true });
    return () => {
      removeEventListener("keydown", onKeyDown, { capture: true });
      requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-place="present"]')?.focus());
    };
  }, []);
  return (
    <section ref={bar} className="presentation-bar" aria-label="Presentation">
      <h1 className="wg-hidden">{title}</h1>
      <div className="presentation-run">
        <RunnerButton command={stepBack} label="Back" />
        <RunnerButton command={stepOver} label="Step" data-first />
        <RunnerButton command={train} primary />
        <Readings />
        <CommandButton command={present} scope={scope} label="Leave" aria-pressed={undefined} />
      </div>
    </section>
  );
}
