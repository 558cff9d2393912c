import { askedWhy } from "../../program/ask/askedWhy.ts";
import type { AskWhyReport } from "../../protocol/askReport.ts";
import type { CellRef } from "../../protocol/tensorRef.ts";
import { defineQuestion } from "./question.ts";

/** Says how a cell's number came to be that the model makes of a typed context. */
export const askWhy = defineQuestion({
  type: "askWhy",
  looks: "session",
  answer: (session, { context, cell }: { readonly context: string | null; readonly cell: CellRef }): AskWhyReport =>
    session.asker.why(session, context, cell, askedWhy, session.now),
});
