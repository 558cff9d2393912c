import type { Folding } from "../draft/foldParameters.ts";
import { nodeTypeOf } from "./tensorWords.ts";

/** Holds the node types that may have their parameters within. */
export const foldings: readonly Folding[] = [
  { type: nodeTypeOf.linear, weight: "W", bias: "b", sizes: ["in", null] },
  { type: nodeTypeOf.embedding, weight: "C", bias: null, sizes: ["num", "dim"] },
];
