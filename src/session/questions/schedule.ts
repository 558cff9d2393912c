import { DiagnosticError } from "../../base/diagnostic.ts";
import { learningRates } from "../reports/learningRates.ts";
import { defineQuestion } from "./question.ts";

/** A question may ask for so many rates. */
const MAX_RATES = 2 ** 16;

/**
 * Answers with the learning rates of an optimiser at these iterations, one for each; nan where its expression has no
 * finite value. Throws a DiagnosticError when the node is no optimiser.
 */
export const schedule = defineQuestion({
  type: "schedule",
  looks: "program",
  answer: ({ plan }, { node, iterations }: { readonly node: string; readonly iterations: Float64Array }) => {
    if (iterations.length > MAX_RATES) {
      throw DiagnosticError.of(`expected at most ${MAX_RATES} iterations, got ${iterations.length}`);
    }
    return learningRates(plan, node, iterations);
  },
});
