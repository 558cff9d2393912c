import { defineQuestion } from "./question.ts";

/**
 * Answers with every parameter's gradient beside the parameter, over the iterations since the session began or was
 * reset.
 */
export const gradientRatios = defineQuestion({
  type: "gradientRatios",
  looks: "session",
  answer: (session) => session.gradientRatios.report(),
});
