import { DrawnGraph } from "./DrawnGraph.tsx";
import { fitGraph } from "./fitGraph.ts";
import { keptPorts } from "./keptPorts.ts";
import { placedHandles } from "./placedHandles.ts";
import { withEstimates } from "./withEstimates.ts";

/** All that a graph of many cards needs and a small one does not: loaded with the first such graph. */
export const bigGraph = { DrawnGraph, fit: fitGraph, keptPorts, placedHandles, withEstimates };
