import { useCallback, useId, useMemo, useState } from "react";
import { changeSetting } from "../../document/edits/actions.ts";
import { tellFault } from "../../runner/tellFault.ts";
import { useRunner } from "../../runner/useRunner.ts";
import { chartColours } from "../../pictures/chartColours.ts";
import { useColourScheme } from "../../kit/colourScheme.ts";
import { useSession } from "../../runner/useSession.ts";
import { Section } from "../../kit/Section.tsx";
import type { NodeViewProps } from "./nodeViewProps.ts";
import { steepest } from "./steepest.ts";
import "./views.css";
import { lazyPart } from "../../kit/lazyPart.tsx";
import type { SweepReport } from "../../../protocol/sweepReport.ts";

const XyChart = lazyPart("The chart", async () => (await import("../../../views/XyChart.tsx")).XyChart);

/** Tries learning rates on a copy of the model and draws the loss over them; a click takes one. */
export function RateFinderView({ node }: NodeViewProps) {
  const { request, commands } = useRunner();
  const [from, setFrom] = useState("-3");
  const [to, setTo] = useState("0");
  const [steps, setSteps] = useState("200");
  const [found, setFound] = useState<SweepReport | null>(null);
  const [rate, setRate] = useState<number | null>(null);
  const under = useSession(({ status }) => status?.sweep ?? null);
  const training = useSession(({ status }) => status?.phase === "training");
  const refusal = training ? "Pause the training first." : sweepRefusal(from, to, steps);
  const start = (): void => {
    if (refusal !== null) return;
    const [low, high, count] = [Number(from), Number(to), Number(steps)];
    request("sweep", { node: node.id, from: low, to: high, steps: count }).then((answer) => {
      setFound(answer);
      setRate(steepest([...answer.rates], [...answer.losses]));
    }, tellFault);
  };
  return (
    <Section title="Find a learning rate">
      <p className="inspect-help">
        Trains a copy of the model with a rate that grows from step to step. Where the loss falls fastest the rate is
        good; where it rises it is too large. The model itself is not touched.
      </p>
      <div className="finder-fields">
        <NumberField label="from 10^" value={from} onChange={setFrom} />
        <NumberField label="to 10^" value={to} onChange={setTo} />
        <NumberField label="steps" value={steps} onChange={setSteps} />
        {under === null ? (
          <button
            type="button"
            aria-disabled={refusal !== null || undefined}
            data-tip={refusal ?? undefined}
            onClick={start}
          >
            Try
          </button>
        ) : (
          <button type="button" onClick={() => commands.pause()}>
            Stop
          </button>
        )}
      </div>
      {under !== null && (
        <p className="field-summary" role="status">
          <progress value={under.steps} max={under.of} aria-label="steps tried" /> {under.steps} of {under.of}
        </p>
      )}
      {found !== null && under === null && <Result found={found} rate={rate} onRate={setRate} />}
      {rate !== null && found !== null && under === null && (
        <div className="inspect-actions">
          <button type="button" onClick={() => changeSetting(node.id, "lr", String(rate))}>
            Use lr = {rate}
          </button>
        </div>
      )}
    </Section>
  );
}

interface ResultProps {
  readonly found: SweepReport;
  readonly rate: number | null;
  readonly onRate: (rate: number) => void;
}

function Result({ found, rate, onRate }: ResultProps) {
  const scheme = useColourScheme((state) => state.scheme);
  const colours = useMemo(() => {
    const all = chartColours(scheme);
    // What is marked here is a choice, not where the cursor is.
    return { ...all, mark: all.text };
  }, [scheme]);
  const points = useMemo(() => ({ x: [...found.rates], y: [...found.losses] }), [found]);
  const choose = useCallback((x: number) => onRate(Number(x.toPrecision(2))), [onRate]);
  const last = found.rates.at(-1);
  return (
    <>
      <div className="rate-plot" role="img" aria-label={`loss over learning rate, ${found.rates.length} steps`}>
        <XyChart
          points={points}
          x={{ label: "learning rate", log: true }}
          yLog={false}
          colours={colours}
          marked={rate}
          onChoose={choose}
        />
      </div>
      <p className="field-summary">
        {found.ended === "not finite" &&
          last !== undefined &&
          `At ${last.toPrecision(2)} the loss was no longer finite. `}
        {found.ended === "stopped" && "Stopped early. "}
        The line marks where it falls fastest; click the chart to choose another rate.
      </p>
    </>
  );
}

/** Why these fields make no sweep, in one sentence; null when they do. */
function sweepRefusal(from: string, to: string, steps: string): string | null {
  const [low, high, count] = [from, to, steps].map((text) => (text.trim() === "" ? Number.NaN : Number(text)));
  if (!Number.isFinite(low) || !Number.isFinite(high) || !(low! < high!)) {
    return "The exponents must be two numbers, the first below the second.";
  }
  return Number.isInteger(count) && count! >= 2 && count! <= 10_000 ? null : "steps: a whole number from 2 to 10,000.";
}

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
}

function NumberField({ label, value, onChange }: FieldProps) {
  const id = useId();
  return (
    <span className="finder-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="inspect-input inspect-mono"
        inputMode="decimal"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </span>
  );
}
