import { useId, useState, type KeyboardEvent } from "react";
import { formatNumber } from "../../../base/formatNumber.ts";
import { typedNumber } from "../../../nodes/settings/numberTable.ts";
import type { NudgeReport } from "../../../protocol/nudgeReport.ts";
import type { CellRef } from "../../../protocol/tensorRef.ts";
import { TextField } from "../../document/fields/TextField.tsx";
import { Section } from "../../kit/Section.tsx";
import { useRunner } from "../../runner/useRunner.ts";
import { NudgeChart } from "./NudgeChart.tsx";
import { bendText, gradientText, lossWriter, missText, partingsOf, partingText, signedText } from "./nudgeText.ts";
import { useNudgeCurve, useNudged } from "./useNudge.ts";
import "./nudge.css";

const TITLE = "Nudge this number";

/** Moves one number on a copy and shows the loss as it then is, beside what the gradient foretold. */
export function NudgeView({ cell }: { readonly cell: CellRef }) {
  // By how much, as it was chosen; a tenth of the chart before that.
  const [chosen, setChosen] = useState<number | null>(null);
  const [reach, setReach] = useState<number | null>(null);
  const curve = useNudgeCurve(cell, reach)?.answer ?? null;
  const width = curve === null || "refusal" in curve ? null : curve.reach;
  const delta = chosen ?? (width === null ? null : width / 10);
  const found = useNudged(cell, delta)?.answer ?? null;
  if (curve === null || found === null) return null;
  const refused = "refusal" in curve ? curve : "refusal" in found ? found : null;
  if (refused !== null || "refusal" in curve || "refusal" in found || delta === null) {
    return (
      <Section title={TITLE}>
        <p className="inspect-help">{sentence(refused?.refusal ?? "")}</p>
      </Section>
    );
  }
  const type = (next: number): void => {
    setChosen(next);
    // What is typed may lie beyond what is sensible; the chart then goes as far.
    setReach(Math.abs(next) > found.reach ? Math.abs(next) : null);
  };
  return (
    <Section title={TITLE} aside={`${found.label} = ${formatNumber(found.value)}`}>
      <p className="inspect-help">
        Moves it on a copy of the model, which runs on from there. The model itself stays as it is.
      </p>
      <p className="nudge-meaning">{gradientText(found)}</p>
      <Nudge curve={curve} found={found} delta={delta} onChoose={setChosen} onType={type} />
    </Section>
  );
}

interface NudgeProps {
  /** The one with a curve, and the one at the δ that is chosen. */
  readonly curve: NudgeReport;
  readonly found: NudgeReport;
  readonly delta: number;
  /** Told of a δ on the chart. */
  readonly onChoose: (delta: number) => void;
  /** Told of any. */
  readonly onType: (delta: number) => void;
}

/** Steps of the slider on either side. */
const STEPS = 100;

function Nudge({ curve: { curve, reach, bends }, found, delta, onChoose, onType }: NudgeProps) {
  const id = useId();
  const { cells } = useRunner();
  const { nudged, loss, lossNode, gradient, label, parameter, value, notes } = found;
  const write = lossWriter([loss, nudged.loss, nudged.foretold]);
  const points = curve ?? [];
  const partings = partingsOf(points, loss);
  const keep = (): void => {
    if (parameter === null || delta === 0) return;
    const { node, name, index } = parameter;
    cells.write(node, name, [{ index, value: value + delta }], `keep ${label} ${value + delta}`);
    onChoose(0);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || parameter === null) return;
    event.preventDefault();
    keep();
  };
  const lost = delta !== 0 && nudged.delta === delta && nudged.value === value;
  return (
    <>
      <div className="nudge-fields">
        <label htmlFor={id}>δ</label>
        <input
          id={id}
          type="range"
          min={-STEPS}
          max={STEPS}
          value={Math.round((delta / reach) * STEPS)}
          aria-label={`δ, added to ${label}`}
          aria-valuetext={`${signedText(delta)}: loss ${write(nudged.loss)}, the gradient said ${write(nudged.foretold)}`}
          onChange={(event) => onChoose(exact((event.currentTarget.valueAsNumber / STEPS) * reach))}
          onKeyDown={onKeyDown}
        />
        <TextField
          label="exactly"
          className="nudge-exact"
          mono
          value={signedText(delta)}
          refuse={(text) => (isFinite(typedNumber(text)) ? null : `expected a number, as 0.1 or -1e-3, got "${text}"`)}
          onCommit={(text) => onType(typedNumber(text) ?? 0)}
        />
      </div>
      <p className="nudge-result">
        {signedText(nudged.delta)} → {lossNode} {write(loss)} → <b>{write(nudged.loss)}</b>
        <br />
        <span>
          the gradient said {write(nudged.foretold)}
          {missText(nudged, write)}
        </span>
      </p>
      {points.length > 0 && (
        <NudgeChart
          curve={points}
          reach={reach}
          loss={loss}
          gradient={gradient}
          nudged={nudged}
          partings={partings}
          write={write}
          onChoose={(at) => onChoose(exact((Math.round((at / reach) * STEPS) / STEPS) * reach))}
        />
      )}
      <p className="nudge-legend">
        <span className="nudge-key" data-line="curve" /> the loss <span className="nudge-key" data-line="tangent" />{" "}
        what the gradient foretells
      </p>
      {points.length > 0 && <p className="nudge-words">{partingText(points, loss, partings)}</p>}
      {bends.map((bend) => (
        <p key={`${bend.node} ${bend.input}`} className="nudge-words">
          {bendText(bend)}
        </p>
      ))}
      {lost && <p className="nudge-words">{label} has no number that near: it stays what it is.</p>}
      {notes.map((note) => (
        <p key={note} className="why-note">
          {note}
        </p>
      ))}
      {parameter === null ? (
        <p className="inspect-help">It is worked out anew in each pass. What can be kept is a parameter.</p>
      ) : (
        <div className="inspect-actions">
          <button
            type="button"
            aria-disabled={delta === 0 || undefined}
            data-tip={
              delta === 0 ? "δ is 0: nothing is to be kept." : "Writes it into the model; Enter on the slider, too."
            }
            onClick={keep}
          >
            Keep it: {label} = {formatNumber(value + delta)}
          </button>
        </div>
      )}
    </>
  );
}

/** Without what division leaves: 0.07, and not 0.07000000000000001. */
function exact(delta: number): number {
  return Number(delta.toPrecision(10));
}

function isFinite(number: number | null): boolean {
  return number !== null && Number.isFinite(number);
}

/** The session's sentence as one of this page's. */
function sentence(refusal: string): string {
  return `It cannot be nudged: ${refusal}.`;
}
