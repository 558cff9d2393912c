import type { Graph } from "../../graph/graph.ts";
import { reportPlan } from "../reports/reportPlan.ts";
import { defineQuestion } from "./question.ts";

/** Answers with what compiling this graph would say. */
export const whatIf = defineQuestion({
  type: "whatIf",
  looks: "session",
  answer: async ({ planOf }, { graph }: { readonly graph: Graph }) => reportPlan(await planOf(graph), null),
});
