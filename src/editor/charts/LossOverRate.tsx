import { useEffect, useState } from "react";
import type { LossChartColours } from "../../views/LossChart.tsx";
import type { XyPoints } from "../../views/XyChart.tsx";
import { useRunner } from "../runner/useRunner.ts";
import { lazyPart } from "../kit/lazyPart.tsx";

const XyChart = lazyPart("The chart", async () => (await import("../../views/XyChart.tsx")).XyChart);

interface Props {
  readonly optimizer: string;
  readonly axis: "log" | "linear";
  readonly colours: LossChartColours;
  /** The iteration whose rate is marked; null for none. */
  readonly marked: number | null;
}

/** Asked for at most so often, in milliseconds. */
const every = 500;

/** Shows the trained loss over the learning rate that its iteration had: the notebook's way to find a good rate. */
export function LossOverRate({ optimizer, axis, colours, marked }: Props) {
  const points = useLossOverRate(optimizer);
  const at = marked === null ? -1 : points.iterations.findLastIndex((iteration) => iteration <= marked);
  return (
    <XyChart
      points={points}
      x={{ label: "learning rate", log: true }}
      yLog={axis === "log"}
      colours={colours}
      marked={points.x[at] ?? null}
    />
  );
}

interface RatePoints extends XyPoints {
  readonly iterations: readonly number[];
}

function useLossOverRate(optimizer: string): RatePoints {
  const { ask, lossCurve } = useRunner();
  const [points, setPoints] = useState<RatePoints>({ iterations: [], x: [], y: [] });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    let gone = false;
    const read = async (): Promise<void> => {
      const curve = lossCurve.current();
      const [iterations, y] = [[...curve.iterations], [...curve.losses]];
      // Without an answer the curve stays as it was: the next change asks again.
      const rates = await ask("schedule", { node: optimizer, iterations: Float64Array.from(iterations) }).catch(
        () => null,
      );
      timer = null;
      if (!gone && rates !== null) setPoints({ iterations, x: [...rates], y });
    };
    void read();
    const unsubscribe = lossCurve.subscribe(() => {
      timer ??= setTimeout(() => void read(), every);
    });
    return () => {
      gone = true;
      unsubscribe();
      if (timer !== null) clearTimeout(timer);
    };
  }, [ask, lossCurve, optimizer]);
  return points;
}
