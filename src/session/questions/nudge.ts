import { nudged } from "../nudge/nudged.ts";
import { nudgeTwin } from "../nudge/nudgeTwins.ts";
import { checkNudge } from "../nudge/checkNudge.ts";
import type { NudgeQuestion, NudgeReport } from "../../protocol/nudgeReport.ts";
import { defineQuestion } from "./question.ts";

/**
 * Says what a loss becomes if one number is moved, and what the gradient foretells. Nothing of the session moves. Throws a
 * DiagnosticError with the reason where the loss has nothing of the number.
 */
export const nudge = defineQuestion({
  type: "nudge",
  looks: "program",
  answer: async (session, question: NudgeQuestion): Promise<NudgeReport> => {
    const { node } = checkNudge(session, question);
    return nudged(session, await nudgeTwin(session, node), question);
  },
});
