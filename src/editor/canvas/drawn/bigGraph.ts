import { DrawnCards } from "./DrawnCards.tsx";
import { placedHandles } from "./placedHandles.ts";
import { withEstimates } from "./withEstimates.ts";

/** All that a graph of many cards needs and a small one does not: loaded with the first such graph. */
export const bigGraph = { DrawnCards, placedHandles, withEstimates };
