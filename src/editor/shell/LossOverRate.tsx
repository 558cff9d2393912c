import { lazy, useEffect, useState } from "react";
import type { LossChartColours } from "../../views/LossChart.tsx";
import type { XyPoints } from "../../views/XyChart.tsx";
import { lossCurve } from "../lossCurve.ts";
import { learningRates } from "../sessionQuestions.ts";

const XyChart = lazy(async () => ({ default: (await import("../../views/XyChart.tsx")).XyChart }));

interface Props {
  readonly optimizer: string;
  readonly axis: "log" | "linear";
  readonly colours: LossChartColours;
}

/** Asked for at most so often, in milliseconds. */
const every = 500;

/** The trained loss over the learning rate that its iteration had: the notebook's way to find a good rate. */
export function LossOverRate({ optimizer, axis, colours }: Props) {
  const points = useLossOverRate(optimizer);
  return <XyChart points={points} x={{ label: "learning rate", log: true }} yLog={axis === "log"} colours={colours} />;
}

function useLossOverRate(optimizer: string): XyPoints {
  const [points, setPoints] = useState<XyPoints>({ x: [], y: [] });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    let gone = false;
    const ask = async (): Promise<void> => {
      const { iterations, losses } = lossCurve.current();
      const y = [...losses];
      // Without an answer the curve stays as it was: the next change asks again.
      const rates = await learningRates(optimizer, Float64Array.from(iterations)).catch(() => null);
      timer = null;
      if (!gone && rates !== null) setPoints({ x: [...rates], y });
    };
    void ask();
    const unsubscribe = lossCurve.subscribe(() => {
      timer ??= setTimeout(() => void ask(), every);
    });
    return () => {
      gone = true;
      unsubscribe();
      if (timer !== null) clearTimeout(timer);
    };
  }, [optimizer]);
  return points;
}
