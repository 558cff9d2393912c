import type { KnownFloor } from "../../nodes/types/context.ts";
import type { FloorReport } from "../../protocol/facets/floor.ts";
import type { Facet } from "./facet.ts";

/** Returns the lowest loss that any model can reach on a node's examples, and why it is not 0. */
export const floor: Facet<"floor"> = ({ floor: lowest }: KnownFloor) => ({ report: (): FloorReport => lowest });
