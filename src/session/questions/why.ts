import type { Program } from "../../program/run/program.ts";
import { reportWhy } from "../../program/why/reportWhy.ts";
import type { WhyReport } from "../../protocol/whyReport.ts";
import { vocabularyOf } from "../reports/axisLabels.ts";
import { checkNumbers } from "../reports/hasNumbers.ts";
import type { CellRef } from "../../protocol/tensorRef.ts";
import { defineQuestion } from "./question.ts";

/**
 * Says how a cell's number came to be, and the token that it stands for. Throws a DiagnosticError when there is no such
 * cell, or no number in it yet.
 */
export const why = defineQuestion({
  type: "why",
  looks: "program",
  answer: (session, { cell }: { readonly cell: CellRef }): WhyReport => {
    const { program } = session;
    const report = reportWhy(program, session.state, cell);
    checkNumbers(session, cell);
    const token = tokenOf(program, report);
    return token === null
      ? report
      : { ...report, notes: [...report.notes, `${report.result} stands for ${JSON.stringify(token)}`] };
  },
});

/** The token that an integer of the examples stands for. */
function tokenOf({ plan }: Program, { cell: { node, port }, dtype, result }: WhyReport): string | null {
  const isToken = dtype === "int32" && (port === "x" || port === "y");
  return isToken ? (vocabularyOf(plan, node)?.tokens[result] ?? null) : null;
}
