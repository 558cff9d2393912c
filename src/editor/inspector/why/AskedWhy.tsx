import { useEffect, useMemo, useRef, useState } from "react";
import type { AskWhyReport } from "../../../protocol/askReport.ts";
import type { CellRef } from "../../../protocol/tensorRef.ts";
import { BarButton } from "../../kit/BarButton.tsx";
import { useAsked } from "../../runner/asking/askedStore.ts";
import { useReading } from "../../runner/reading/useReading.ts";
import { useUsedCells } from "../../runner/usedCells.ts";
import { FollowLink } from "./askedCell.ts";
import { usedCells, type Pointed } from "./pointed.ts";
import { useTrail } from "./trail.ts";
import { cellLabel, showWhy } from "../../pictures/showWhy.ts";
import { WhyArithmetic } from "./WhyArithmetic.tsx";
import { WhyTensors } from "./WhyTensors.tsx";
import "./why.css";

/**
 * Shows why the model holds something to come next after the typed context: the arithmetic of its own run on that context.
 * Links lead on within that run, and from a parameter to the graph's own.
 */
export function AskedWhy() {
  const { why: way, context, close } = useAsked();
  const cell = way.at(-1)!;
  const reading = useReading("askWhy", { context, cell });
  const group = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Who came back by a button had the focus on it, and it is gone.
    if (document.activeElement === document.body) group.current?.focus({ preventScroll: true });
  }, [way]);
  return (
    <div ref={group} tabIndex={-1} className="inspect" role="group" aria-label="Why, for the typed context">
      <header className="inspect-head">
        <h2>
          <span className="inspect-title">{reading?.isCurrent === true ? reading.answer.why.label : "…"}</span>
          <span className="inspect-aside">for the typed context</span>
          <BarButton label="Close the explanation" icon="close" iconOnly data-quiet onClick={close} />
        </h2>
      </header>
      <div>
        <Way way={way} />
        {reading === null ? (
          <p className="inspect-tip">The model cannot be asked as it stands.</p>
        ) : (
          reading.isCurrent && <Arithmetic key={JSON.stringify(cell)} report={reading.answer} />
        )}
      </div>
    </div>
  );
}

/** The numbers before, to go back to. */
function Way({ way }: { readonly way: readonly CellRef[] }) {
  const button = useRef<HTMLButtonElement>(null);
  const { goBack } = useAsked();
  // The link that was followed, and had the focus, is gone.
  useEffect(() => button.current?.focus({ preventScroll: true }), [way]);
  const before = way.at(-2);
  if (before === undefined) return null;
  return (
    <nav className="why-trail" aria-label="Back along the links">
      <button ref={button} type="button" onClick={() => goBack(way.length - 2)}>
        ← back to {way.length === 2 ? "the probability" : cellLabel(before)}
      </button>
      {way.length > 2 && (
        <button type="button" className="why-link" onClick={() => goBack(0)}>
          the probability
        </button>
      )}
    </nav>
  );
}

function Arithmetic({ report: { why, shared } }: { readonly report: AskWhyReport }) {
  const [pointed, setPointed] = useState<Pointed | null>(null);
  // Pictures and cards show the graph's own numbers; those of the typed context are in this panel alone.
  const own = useMemo(
    () => ({
      ...why,
      tensors: Object.fromEntries(Object.entries(why.tensors).filter(([key]) => shared.includes(key))),
    }),
    [why, shared],
  );
  const onCards = pointed !== null && !shared.includes(pointed.tensor) ? null : pointed;
  useEffect(() => {
    const used = usedCells(own, [], onCards);
    useUsedCells.setState({ used: onCards === null ? used.slice(1) : used });
    return () => useUsedCells.setState({ used: [] });
  }, [own, onCards]);
  const follow = (to: CellRef, tensor: string): void => {
    if (!shared.includes(tensor)) {
      useAsked.getState().follow(to);
      return;
    }
    useAsked.getState().leave();
    useTrail.setState({ left: [], arriving: true });
    showWhy(to);
  };
  return (
    <FollowLink value={follow}>
      <div className="why">
        <WhyArithmetic why={why} onPoint={setPointed} />
        <WhyTensors why={own} pointed={onCards} />
      </div>
    </FollowLink>
  );
}
