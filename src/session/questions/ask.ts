import type { Asked } from "../../program/ask/askProgram.ts";
import type { AskReport } from "../../protocol/askReport.ts";
import { defineQuestion } from "./question.ts";

/**
 * Answers with what the model holds to come next after a typed context, and with words that it would spell. It does so by
 * the parameters as they are. The draws are the question's own: nothing of the session moves.
 */
export const ask = defineQuestion({
  type: "ask",
  looks: "session",
  answer: (session, asked: Asked): AskReport => session.asker.answer(session, asked, session.now),
});
