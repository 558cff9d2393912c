import type { Graph } from "../graph/graph.ts";
import type { Shape } from "../tensor/shape.ts";
import type { Checkpoint } from "./checkpoint.ts";
import type { Exported } from "./exported.ts";
import type { Script, ScriptOptions } from "./script/script.ts";
import type { Pass } from "./instructionReport.ts";

/** Holds what formats write from: a graph, and what a session knows of it. Structured-clonable. */
export interface ExportedDocument extends Exported {
  readonly graph: Graph;
  /** All that was trained, as of the start of its iteration; its curves are those on show. */
  readonly checkpoint: Checkpoint;
  /** The pass that the cursor stood in the middle of, which the checkpoint is from before; null at an iteration's start. */
  readonly inPass: Pass | null;
  readonly parameters: readonly ParameterFact[];
  /** Its PyTorch code, where that was wanted. */
  readonly script: Script | null;
  /** The texts that the graph names, by `textKey`, as far as they are at hand: with them it can be planned anywhere. */
  readonly texts: Readonly<Record<string, string>>;
}

/** Says what of that is worked out only where it is wanted. */
export interface WantedOfExport {
  /** The losses of the seed's own run. */
  readonly seedLosses: boolean;
  /** The graph as PyTorch code, held against those losses. */
  readonly script?: ScriptOptions;
}

/** Describes a parameter of the program. */
export interface ParameterFact {
  readonly node: string;
  readonly name: string;
  readonly shape: Shape;
}
