import { lazy, Suspense, useMemo, useState, useSyncExternalStore } from "react";
import { lossCurve } from "../lossCurve.ts";
import { useColourScheme } from "../stores/colourScheme.ts";
import { formatLoss } from "./formatLoss.ts";
import { LossHint } from "./LossHint.tsx";
import { LossTable } from "./LossTable.tsx";
import { nearestPoint } from "./nearestPoint.ts";
import { useLossLines } from "./useLossLines.ts";
import "./loss.css";

const LossChart = lazy(async () => ({ default: (await import("../../views/LossChart.tsx")).LossChart }));

type Axis = "log" | "linear";
const axes: readonly Axis[] = ["log", "linear"];

/** The loss chart, with its readout and the choice of the axis. */
export function LossPanel() {
  const [axis, setAxis] = useState<Axis>("log");
  const [hovered, setHovered] = useState<number | null>(null);
  const scheme = useColourScheme((state) => state.scheme);
  const lines = useLossLines();
  const colours = useMemo(() => readColours(scheme), [scheme]);
  const begun = useSyncExternalStore(lossCurve.subscribe, hasPoints);
  return (
    <section className="loss" aria-label="Loss chart">
      <header className="panel-head">
        <h2>Loss</h2>
        <Readout iteration={hovered} />
        <fieldset className="axis-choice">
          <legend className="wg-hidden">Loss axis</legend>
          {axes.map((name) => (
            <label key={name}>
              <input type="radio" name="loss-axis" checked={axis === name} onChange={() => setAxis(name)} />
              <span>{name}</span>
            </label>
          ))}
        </fieldset>
      </header>
      <LossHint />
      <div className="loss-area" aria-hidden="true">
        {begun ? (
          <Suspense fallback={null}>
            <LossChart source={lossCurve} axis={axis} colours={colours} lines={lines} onHover={setHovered} />
          </Suspense>
        ) : (
          <p className="loss-empty">The loss of each iteration is drawn here.</p>
        )}
      </div>
      <LossTable />
    </section>
  );
}

/** Nothing to draw, and so no chart to load, before the first iteration is over. */
function hasPoints(): boolean {
  return lossCurve.current().iterations.length > 0 || lossCurve.ghost().iterations.length > 0;
}

function Readout({ iteration }: { readonly iteration: number | null }) {
  // The curve may grow under the pointer: the text is made anew with each of its changes.
  const text = useSyncExternalStore(lossCurve.subscribe, () => readout(iteration));
  return <p className="wg-number">{text}</p>;
}

function readout(iteration: number | null): string {
  if (iteration === null) return "";
  const now = nearestPoint(lossCurve.current(), iteration);
  const before = nearestPoint(lossCurve.ghost(), iteration);
  if (now === null && before === null) return "";
  const parts = [`iteration ${(now ?? before)?.iteration ?? iteration}`];
  if (now !== null) parts.push(formatLoss(now.loss));
  if (before !== null) parts.push(`before ${formatLoss(before.loss)}`);
  return parts.join("  ");
}

function readColours(_scheme: string) {
  // The scheme's colours are in force on the page by the time that this is drawn: the attribute is set first.
  const style = getComputedStyle(document.documentElement);
  const value = (name: string): string => style.getPropertyValue(name).trim();
  return {
    curve: value("--wg-curve"),
    ghost: value("--wg-ghost"),
    grid: value("--wg-line"),
    text: value("--wg-dim"),
    ground: value("--wg-surface"),
    font: `11px ${value("--wg-mono")}`,
  };
}
