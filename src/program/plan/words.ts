import type { Said } from "../../nodes/contract/said.ts";
import type { Facet } from "./facet.ts";

/** Makes lines of text that say what the numbers of a tensor are, which are made as they change. */
export const words: Facet<Said["words"], Said["words"]> = { plan: (says) => says };
