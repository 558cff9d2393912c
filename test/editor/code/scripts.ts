import { codeRows, type CodeRow } from "../../../src/editor/code/codeRows.ts";
import type { Graph } from "../../../src/graph/graph.ts";
import type { PlanReport } from "../../../src/protocol/planReport.ts";
import { reportPlan } from "../../../src/session/reports/reportPlan.ts";
import { Session } from "../../../src/session/session.ts";
import { writeScript } from "../../../src/torch/writeScript.ts";
import { backend } from "../../fastest.ts";

/** Gives a graph's code as rows, and its program. */
export function codeOf(graph: Graph): { readonly rows: readonly CodeRow[]; readonly plan: PlanReport } {
  const session = new Session(backend, new Map(), () => undefined);
  const plan = session.planOf(graph);
  session.open(plan, false);
  return { rows: codeRows(writeScript(plan, null)), plan: reportPlan(plan, session.program) };
}

/** The texts of rows, without their indentation. */
export function texts(rows: readonly CodeRow[], places: Iterable<number>): string[] {
  return [...places].map((at) => rows[at]!.text.trim());
}
