import { useMemo } from "react";
import { formatCount, formatNumber } from "../../base/formatNumber.ts";
import { pointsOf } from "../../base/points.ts";
import type { XyPoints } from "../../views/XyChart.tsx";
import { chartColours } from "../pictures/chartColours.ts";
import { useColourScheme } from "../kit/colourScheme.ts";
import { usePastIteration } from "../runner/pastIteration.ts";
import { CodeText } from "../kit/CodeText.tsx";
import "./distribution.css";
import { Histogram } from "../pictures/Histogram.tsx";
import { useReading } from "../runner/reading/useReading.ts";
import { Section } from "../kit/Section.tsx";
import { TensorChoice, tensorsOf, useInspectedTensor } from "../pictures/TensorChoice.tsx";
import "./views/views.css";
import { lazyPart } from "../kit/lazyPart.tsx";
import type { GradientRatioReport } from "../../protocol/gradientRatioReport.ts";
import type { NodeReport } from "../../protocol/nodeReport.ts";
import type { SaturationReport, StatisticsReport } from "../../protocol/statisticsReport.ts";

const XyChart = lazyPart("The chart", async () => (await import("../../views/XyChart.tsx")).XyChart);

/** Bars that a panel has room for. */
const bins = 60;

/**
 * Shows how a tensor's numbers are distributed; of a parameter also how large its gradient is beside it, over the
 * iterations.
 */
export function DistributionTab({ node, report }: { readonly node: string; readonly report: NodeReport | undefined }) {
  const tensors = tensorsOf(report);
  const chosen = useInspectedTensor(node, tensors);
  const side = chosen?.side ?? "value";
  const port = chosen?.port;
  const reading = useReading("statistics", port === undefined ? null : { tensor: { node, port, side }, bins });
  const statistics = reading?.isCurrent === true ? reading.answer : null;
  if (chosen === null) return <p className="inspect-tip">This node has no tensor yet.</p>;
  return (
    <>
      <TensorChoice node={node} tensors={tensors} chosen={chosen} />
      {statistics !== null && (
        <>
          <Histogram statistics={statistics} />
          <Facts statistics={statistics} />
          {statistics.saturation !== null && <Saturation of={statistics.saturation} />}
        </>
      )}
      {chosen.role === "parameter" && <RatioSection node={node} name={chosen.port} />}
    </>
  );
}

function Facts({ statistics: { mean, std, min, max, count, notFinite } }: { readonly statistics: StatisticsReport }) {
  const facts = { mean, std, min, max };
  return (
    <>
      <dl className="distribution-facts">
        {Object.entries(facts).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{formatNumber(value)}</dd>
          </div>
        ))}
      </dl>
      <p className="field-summary">
        {`Of ${formatCount(count)} ${count === 1 ? "number" : "numbers"}`}
        {notFinite > 0 && (
          <b className="distribution-bad">{`, ${formatCount(notFinite)} of them nan or infinite and left out here`}</b>
        )}
        .
      </p>
    </>
  );
}

function Saturation({ of: { where, share, units, dead } }: { readonly of: SaturationReport }) {
  return (
    <Section title="Saturation">
      <p>
        <b>{`${(100 * share).toFixed(1)} %`}</b>
        <CodeText
          text={` of the outputs lie where \`${where}\`: there the curve is flat, and hardly any gradient comes through.`}
        />
      </p>
      {units > 0 && (
        <p>
          <b>{`${formatCount(dead)} of ${formatCount(units)}`}</b>
          {` units are dead: saturated for every example, so that none of these examples teaches them anything.`}
        </p>
      )}
    </Section>
  );
}

function RatioSection({ node, name }: { readonly node: string; readonly name: string }) {
  const ratios = useReading("gradientRatios", {})?.answer;
  const scheme = useColourScheme((state) => state.scheme);
  const colours = useMemo(() => chartColours(scheme), [scheme]);
  const curves = useMemo(() => curvesOf(ratios ?? [], node, name), [ratios, node, name]);
  const past = usePastIteration();
  const newest = curves.own.y.at(-1);
  return (
    <Section title="Gradient : data over iterations">
      {newest === undefined ? (
        <p className="inspect-tip">Iterate or train: after each update there is a point here.</p>
      ) : (
        <>
          <div
            className="rate-plot"
            role="img"
            aria-label={`std of the gradient over std of ${name}, newest ${short(newest)}`}
          >
            <XyChart
              points={curves.own}
              others={curves.others}
              x={{ label: "iteration", log: false }}
              yLog
              colours={colours}
              marked={past}
            />
          </div>
          <p className="field-summary">
            {`std(${name}.grad) / std(${name}) = ${short(newest)}; the other parameters faint. ` +
              "Times the learning rate it is about how much one SGD update changes the parameter: near 0.001 is a healthy pace."}
          </p>
        </>
      )}
    </Section>
  );
}

/** Two digits are enough for how large one thing is beside another. */
function short(ratio: number): string {
  return String(Number(ratio.toPrecision(2)));
}

function curvesOf(
  ratios: readonly GradientRatioReport[],
  node: string,
  name: string,
): { readonly own: XyPoints; readonly others: readonly XyPoints[] } {
  const isOwn = (of: GradientRatioReport): boolean => of.node === node && of.name === name;
  const own = ratios.find(isOwn);
  return {
    own: own === undefined ? { x: [], y: [] } : columns(own.points),
    others: ratios.filter((of) => !isOwn(of)).map(({ points }) => columns(points)),
  };
}

function columns(points: Float64Array): XyPoints {
  return { x: Array.from(pointsOf(points), ([x]) => x), y: Array.from(pointsOf(points), ([, y]) => y) };
}
