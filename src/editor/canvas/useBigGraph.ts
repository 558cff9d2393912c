import { useEffect, useState } from "react";
import { graphPorts } from "./flow/graphPorts.ts";
import { flowView } from "./flow/flowView.ts";

/** Holds what a graph of many cards needs. */
export type BigGraph = Pick<
  (typeof import("./drawn/bigGraph.ts"))["bigGraph"],
  "fit" | "keptPorts" | "withEstimates" | "placedHandles"
>;

/** Stands for what could not be loaded: cards are then all put on the page and measured, which is slow, and works. */
const measuring = {
  fit: () => flowView.fit(),
  keptPorts: graphPorts,
  withEstimates: (_graph, _plan, measured) => measured,
  placedHandles: () => [],
} satisfies BigGraph;

/** Gives what a graph of many cards needs, once it is loaded; null before that, and of a graph of few. */
export function useBigGraph(many: boolean): BigGraph | null {
  const [loaded, setLoaded] = useState<BigGraph | null>(null);
  useEffect(() => {
    if (!many || loaded !== null) return;
    import("./drawn/bigGraph.ts").then(
      ({ bigGraph }) => setLoaded(bigGraph),
      () => setLoaded(measuring),
    );
  }, [many, loaded]);
  return many ? loaded : null;
}
