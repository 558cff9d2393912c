import { useMemo, useState, useSyncExternalStore } from "react";
import type { LossCurve } from "../runner/lossCurve.ts";
import { useRunner } from "../runner/useRunner.ts";
import { useColourScheme } from "../kit/colourScheme.ts";
import { useDocument } from "../document/documentStore.ts";
import { usePastIteration } from "../runner/pastIteration.ts";
import { chartColours } from "../pictures/chartColours.ts";
import { CurveLegend } from "./CurveLegend.tsx";
import { formatLoss } from "../pictures/formatLoss.ts";
import { LossHint } from "./LossHint.tsx";
import { nearestPoint } from "../runner/nearestPoint.ts";
import { NotFiniteHint } from "../pictures/NotFiniteHint.tsx";
import { useLossLines } from "./useLossLines.ts";
import { useScheduledOptimizer } from "./useScheduledOptimizer.ts";
import "./loss.css";
import { lazyPart } from "../kit/lazyPart.tsx";

const LossOverRate = lazyPart("The chart", async () => (await import("./LossOverRate.tsx")).LossOverRate);
const LossTable = lazyPart("The table of the loss", async () => (await import("./LossTable.tsx")).LossTable);
const LossChart = lazyPart("The loss chart", async () => (await import("../../views/LossChart.tsx")).LossChart);

type Axis = "log" | "linear";
const axes: readonly Axis[] = ["log", "linear"];
type Over = "iteration" | "rate";

const noLoss = <p className="wg-hidden">No loss has been computed yet.</p>;

/** Shows the loss chart, with its readout and the choice of the axes. */
export function LossPanel() {
  const { lossCurve } = useRunner();
  const [axis, setAxis] = useState<Axis>("log");
  const documentId = useDocument((state) => state.documentId);
  // The choice is for the graph that it was made with.
  const [chosen, choose] = useState<{ readonly over: Over; readonly documentId: string } | null>(null);
  const over = chosen?.documentId === documentId ? chosen.over : "iteration";
  const [hovered, setHovered] = useState<number | null>(null);
  const scheme = useColourScheme((state) => state.scheme);
  const lines = useLossLines();
  const past = usePastIteration();
  const colours = useMemo(() => chartColours(scheme), [scheme]);
  const begun = useSyncExternalStore(lossCurve.subscribe, () => hasPoints(lossCurve));
  const names = useCurveNames();
  // Where the rate changes from iteration to iteration, the loss can be seen over it.
  const optimizer = useScheduledOptimizer();
  const overRate = over === "rate" && optimizer !== null;
  return (
    <section className="loss" aria-label="Loss chart">
      <header className="panel-head">
        <Readout iteration={hovered ?? past} />
        {optimizer !== null && (
          <select
            className="loss-over"
            aria-label="Loss over"
            value={over}
            onChange={(event) =>
              choose({ over: event.currentTarget.value === "rate" ? "rate" : "iteration", documentId })
            }
          >
            <option value="iteration">over iterations</option>
            <option value="rate">over learning rate</option>
          </select>
        )}
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
      {names.length > 1 && <CurveLegend names={names} colours={colours.curves} />}
      <LossHint />
      <NotFiniteHint />
      <div className="loss-area" aria-hidden="true">
        {!begun && <p className="loss-empty">The loss of each iteration is drawn here.</p>}
        {begun &&
          (overRate ? (
            <LossOverRate optimizer={optimizer} axis={axis} colours={colours} marked={past} />
          ) : (
            <LossChart
              source={lossCurve}
              names={names}
              axis={axis}
              colours={colours}
              lines={lines}
              marked={past}
              onHover={setHovered}
            />
          ))}
      </div>
      {begun ? <LossTable none={noLoss} /> : noLoss}
    </section>
  );
}

/** Nothing to draw, and so no chart to load, before the first iteration is over. */
function hasPoints(lossCurve: LossCurve): boolean {
  return lossCurve.current().iterations.length > 0 || lossCurve.previousRun().iterations.length > 0;
}

/** The curves that have points, the most important first; the same list as long as they are the same. */
function useCurveNames(): readonly string[] {
  const { lossCurve } = useRunner();
  const text = useSyncExternalStore(lossCurve.subscribe, () => JSON.stringify([...lossCurve.curves().keys()]));
  return useMemo(() => JSON.parse(text) as readonly string[], [text]);
}

function Readout({ iteration }: { readonly iteration: number | null }) {
  const { lossCurve } = useRunner();
  // The curve may grow under the pointer: the text is made anew with each of its changes.
  const text = useSyncExternalStore(lossCurve.subscribe, () => readout(lossCurve, iteration));
  return <p className="wg-number">{text}</p>;
}

function readout(lossCurve: LossCurve, iteration: number | null): string {
  if (iteration === null) return "";
  const curves = [...lossCurve.curves()];
  const now = curves.map(([name, curve]) => ({ name, point: nearestPoint(curve, iteration) }));
  const before = nearestPoint(lossCurve.previousRun(), iteration);
  const first = now[0]?.point ?? null;
  if (first === null && before === null) return "";
  const parts = [`iteration ${(first ?? before)?.iteration ?? iteration}`];
  for (const { name, point } of now) {
    if (point !== null) parts.push(curves.length > 1 ? `${name} ${formatLoss(point.loss)}` : formatLoss(point.loss));
  }
  if (before !== null) parts.push(`before ${formatLoss(before.loss)}`);
  return parts.join("  ");
}
