import { useEffect, useMemo, useState } from "react";
import type { XyPoints } from "../../../views/XyChart.tsx";
import { useRunner } from "../../runner/useRunner.ts";
import { chartColours } from "../../pictures/chartColours.ts";
import { useColourScheme } from "../../kit/colourScheme.ts";
import { useSession } from "../../runner/useSession.ts";
import { Section } from "../../kit/Section.tsx";
import type { NodeViewProps } from "./nodeViewProps.ts";
import "./views.css";
import { lazyPart } from "../../kit/lazyPart.tsx";

const XyChart = lazyPart("The chart", async () => (await import("../../../views/XyChart.tsx")).XyChart);

/** So many places of the schedule are asked for. */
const places = 240;

/** Shows the learning rate over the iterations, and where the training stands in it. */
export function LearningRateView({ node }: NodeViewProps) {
  const lr = String(node.settings["lr"] ?? "");
  const iteration = useSession(({ status }) => status?.iteration ?? 0);
  const changes = /\biteration\b/.test(lr);
  // The picture reaches to a round number beyond the present: it is asked for anew when that is passed.
  const reach = reachOf(lr, iteration);
  const points = useSchedule(node.id, lr, reach, changes);
  const scheme = useColourScheme((state) => state.scheme);
  const colours = useMemo(() => chartColours(scheme), [scheme]);
  if (!changes) return <SameRate node={node} />;
  return (
    <Section title="Learning rate over iterations">
      <div className="rate-plot" role="img" aria-label={`learning rate from iteration 0 to ${reach}`}>
        <XyChart points={points} x={{ label: "iteration", log: false }} yLog colours={colours} marked={iteration} />
      </div>
    </Section>
  );
}

/** Of a rate that is the same in every iteration there is no picture, but how to get one. */
function SameRate({ node }: Pick<NodeViewProps, "node">) {
  const resolved = useSession(({ plan }) => plan?.nodes[node.id]?.resolved["lr"]);
  return (
    <Section title="Learning rate over iterations" aside={resolved}>
      <p className="field-summary">
        The same in every iteration. Use <code>iteration</code> in <code>lr</code>, as in{" "}
        <code>iteration &lt; 1000 ? 0.1 : 0.01</code>, and its curve is drawn here.
      </p>
    </Section>
  );
}

/** Far enough to see what the expression's own numbers of iterations do, and the present. */
function reachOf(lr: string, iteration: number): number {
  const named = [...lr.matchAll(/\d+/g)].map(([digits]) => Number(digits)).filter((number) => number >= 50);
  const wanted = Math.max(100, 1.25 * iteration, ...named.map((number) => 1.25 * number));
  const decade = 10 ** Math.floor(Math.log10(wanted));
  return Math.ceil(wanted / (decade / 2)) * (decade / 2);
}

function useSchedule(node: string, lr: string, reach: number, changes: boolean): XyPoints {
  const { ask } = useRunner();
  const [points, setPoints] = useState<XyPoints>({ x: [], y: [] });
  useEffect(() => {
    if (!changes) return undefined;
    let gone = false;
    const x = Array.from({ length: places }, (_, at) => Math.round((at * reach) / (places - 1)));
    ask("schedule", { node, iterations: Float64Array.from(x) }).then(
      (rates) => {
        if (!gone) setPoints({ x, y: [...rates] });
      },
      // The node's own field says what is wrong with the expression.
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [ask, node, lr, reach, changes]);
  return points;
}
