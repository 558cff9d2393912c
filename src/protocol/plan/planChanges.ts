import type { InstructionReport } from "../instructionReport.ts";
import type { NodeReport } from "../nodeReport.ts";
import type { PlanReport } from "../planReport.ts";

/** Holds what compiling an edited graph gave, beside what it gave before: of nodes and instructions only what changed. */
export interface PlanChanges extends Omit<PlanReport, "nodes" | "instructions"> {
  /** The nodes of which something else is to be said, or that are new. */
  readonly nodes: Readonly<Record<string, NodeReport>>;
  readonly gone: readonly string[];
  /** The instructions that stand in the place of others, in the order of the list before. */
  readonly instructions: readonly Splice[];
}

/** Says which instructions stand in the place of how many others, from which one of the list before on. */
export interface Splice {
  readonly at: number;
  readonly removed: number;
  readonly added: readonly InstructionReport[];
}

/** Is the answer to an edit: the whole plan where the one before may not be known. */
export type PlanNews =
  | { readonly kind: "whole"; readonly plan: PlanReport }
  | { readonly kind: "changes"; readonly changes: PlanChanges };

/** Returns the plan after changes. What did not change is the same object as before. */
export function planAfter(before: PlanReport, changes: PlanChanges): PlanReport {
  const { gone, nodes: changed, instructions: splices, ...rest } = changes;
  const nodes = { ...before.nodes, ...changed };
  for (const id of gone) delete nodes[id];
  return { ...rest, nodes, instructions: spliced(before.instructions, splices) };
}

function spliced(before: PlanReport["instructions"], splices: readonly Splice[]): PlanReport["instructions"] {
  if (splices.length === 0) return before;
  const after: InstructionReport[] = [];
  let from = 0;
  for (const { at, removed, added } of splices) {
    for (; from < at; from++) after.push(before[from]!);
    for (const one of added) after.push(one);
    from += removed;
  }
  for (; from < before.length; from++) after.push(before[from]!);
  return after;
}
