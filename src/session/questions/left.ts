import type { LeftNumbers } from "../../protocol/numbersOffer.ts";
import { defineQuestion } from "./question.ts";

/**
 * Answers with what was trained before the newest edit that no step leads back over. Null where there is nothing, or
 * nothing other than what is known already.
 */
export const left = defineQuestion({
  type: "left",
  looks: "session",
  answer: ({ undo }, { known }: { readonly known: string | null }): LeftNumbers | null =>
    undo.left === null || undo.left.version === known ? null : undo.left,
});
