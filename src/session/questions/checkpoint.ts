import { defineQuestion } from "./question.ts";

/** Answers with everything that is needed to go on later, bit for bit. */
export const checkpoint = defineQuestion({
  type: "checkpoint",
  looks: "session",
  answer: (session) => session.checkpoint(),
  handsOver: ({ parameters, buffers = [] }) =>
    [...Object.values(parameters), ...buffers].map(({ data }) => data.buffer as ArrayBuffer),
});
