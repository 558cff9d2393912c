import type { Diagnostic } from "../base/diagnostic.ts";
import type { Shape } from "../tensor/shape.ts";
import type { Broadcast } from "./broadcast.ts";
import type { ComparisonReport } from "./comparisonReport.ts";
import type { PortReport } from "./portReport.ts";

/**
 * What compiling said of a node. `ready`: its outputs are planned. `unwired`: a required input has no wire.
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
  /** Of a node that makes examples: the lowest loss that any model can reach on them, in nats, and the clashes behind it. */
  readonly floor: FloorReport | null;
  /**
   * Of a loss that is a mean negative log-likelihood: the lowest that any model can reach on its targets, those left out
   * that it ignores, and the node whose examples they are.
   */
  readonly likelihood: { readonly floor: (FloorReport & { readonly node: string }) | null } | null;
  /** Of a node that compares: the two ways, and what each costs. */
  readonly comparison: ComparisonReport | null;
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

/** What is remembered from one update to the next, and what it is. */
export interface BufferReport extends ParameterReport {
  readonly summary: string;
}

/** The conditional entropy of the target given the context, and contexts with several targets, most examples first. */
export interface FloorReport {
  readonly entropy: number;
  readonly clashes: readonly {
    readonly context: string;
    readonly count: number;
    readonly targets: readonly { readonly token: string; readonly count: number }[];
  }[];
}
