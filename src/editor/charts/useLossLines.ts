import { useMemo } from "react";
import type { ReferenceLine } from "../../views/LossChart.tsx";
import { useDocument } from "../document/documentStore.ts";
import { useSession } from "../runner/useSession.ts";
import { lossBounds } from "../runner/lossBounds.ts";

/** Returns the lines that the loss chart draws beside the curves; the same list as long as they are the same. */
export function useLossLines(): readonly ReferenceLine[] {
  const graph = useDocument((state) => state.graph);
  const plan = useSession((state) => state.plan);
  const { nothing, floor } = useMemo(() => lossBounds(graph, plan), [graph, plan]);
  const [chance, classes, least] = [nothing?.loss, nothing?.classes, floor?.loss];
  return useMemo(
    () => [
      ...(chance === undefined ? [] : [{ loss: chance, label: `knowing nothing: log ${classes}` }]),
      ...(least === undefined || least < 1e-9 ? [] : [{ loss: least, label: `floor: ${least.toFixed(4)}` }]),
    ],
    [chance, classes, least],
  );
}
