import type { LossFloor } from "../../data/lossFloor.ts";
import type { Said } from "../../nodes/contract/said.ts";
import type { Facet } from "./facet.ts";

/** Returns the lowest loss that any model can reach on a node's examples, and why it is not 0. */
export const floor: Facet<Said["floor"], LossFloor> = { plan: (says) => says.floor };
