import type { Diagnostic } from "../base/diagnostic.ts";
import type { Shape } from "../tensor/shape.ts";
import type { Broadcast } from "./broadcast.ts";
import type { FacetReports } from "./facetReports.ts";
import type { PortReport } from "./portReport.ts";

/**
 * Holds what compiling said of a node. `ready`: its outputs are planned. `unwired`: a required input has no wire.
 * `error`: see `diagnostics`. `blocked`: something upstream is not ready; `blockedBy` names the first such node.
 */
export interface NodeReport {
  readonly status: "ready" | "unwired" | "error" | "blocked";
  readonly diagnostics: readonly Diagnostic[];
  readonly blockedBy?: string;
  readonly outputs: Readonly<Record<string, PortReport>>;
  readonly parameters: readonly ParameterReport[];
  /** Running statistics, and what an optimiser remembers of the parameters: `W.exp_avg`. */
  readonly buffers: readonly BufferReport[];
  /** Settings that hold expressions, evaluated: `{ out: "100" }`, `{ shape: "-1, 6" }`. */
  readonly resolved: Readonly<Record<string, string>>;
  /** A few lines of text for the card of a data node. */
  readonly lines: readonly string[];
  /** What is legal and yet seldom meant, a sentence each: `[N]` beside `[N, 1]`. */
  readonly hints: readonly string[];
  /** Its ops whose operands repeat, and along which dimensions. */
  readonly broadcasts: readonly Broadcast[];
  readonly facets: Partial<FacetReports>;
  /** The names that this node's expressions may use, with their values (variables, `vocab_size`, `N`). */
  readonly scope: Readonly<Record<string, number>>;
}

export interface ParameterReport {
  readonly name: string;
  readonly shape: Shape;
  readonly count: number;
  /** Its gradient is not cleared from iteration to iteration: it is there in every pass but those before the first. */
  readonly accumulates?: boolean;
}

/** Holds what is remembered from one update to the next, and what it is. */
export interface BufferReport extends ParameterReport {
  readonly summary: string;
}
