import type { Pass } from "./instructionReport.ts";

/** Says where runs are to stop. */
export interface Breakpoint {
  readonly id: string;
  /** Before this node runs. Null: before any iteration (a condition on `iteration` alone), or once the loss is there. */
  readonly node: string | null;
  /** Which of the node's passes; its update is that of its parameters, or of all that it optimises. */
  readonly pass: Pass | "all";
  /**
   * Empty: always. Otherwise an expression over `loss`, `iteration` and, at a node, `out`, `grad` and its parameters. One
   * that names `out` is asked after the node ran forward, when its output is there.
   */
  readonly condition: string;
  /** One that is not is checked all the same. */
  readonly enabled: boolean;
}

/** Says why a breakpoint cannot stop anything as the graph is; null when it can. */
export interface BreakpointReport {
  readonly id: string;
  readonly fault: string | null;
}
