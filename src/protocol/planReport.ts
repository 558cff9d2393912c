import type { Diagnostic } from "../base/diagnostic.ts";
import type { InstructionReport } from "./instructionReport.ts";
import type { NodeReport } from "./nodeReport.ts";

/** Holds what compiling a graph gave. Sent after every `open` and `edit`, before any numbers. */
export interface PlanReport {
  readonly nodes: Readonly<Record<string, NodeReport>>;
  readonly variables: Readonly<Record<string, number | null>>;
  /** All that is wrong, in node order; graph-wide faults (a variable, the memory) have no node. */
  readonly diagnostics: readonly Diagnostic[];
  readonly instructions: readonly InstructionReport[];
  /** What has a curve, the most important first: what is trained on, then what is measured. */
  readonly losses: readonly LossReport[];
  readonly parameterCount: number;
  /** Bytes of the program's memory. */
  readonly bytes: number;
  /** Why the graph cannot be trained, or null when it can. */
  readonly cannotTrain: string | null;
  /** Why there is nothing to evaluate or step through, or null. */
  readonly cannotRun: string | null;
}

/** Describes a loss that has a curve. */
export interface LossReport {
  /** The node that computes it. */
  readonly node: string;
  /** Of a loss that nothing is trained on: it is measured in the iterations that one of these numbers divides. */
  readonly every: readonly number[] | null;
}
