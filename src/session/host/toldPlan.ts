import type { Graph } from "../../graph/graph.ts";
import type { Plan } from "../../program/plan/plan.ts";
import { graphAfter } from "../../protocol/document/graphAfter.ts";
import type { GraphChange } from "../../protocol/document/graphChange.ts";
import type { PlanNews } from "../../protocol/plan/planChanges.ts";
import type { PlanReport } from "../../protocol/planReport.ts";
import type { PlanReporter } from "../reports/planReporter.ts";
import { reportPlan } from "../reports/reportPlan.ts";
import type { Session } from "../session.ts";

/** Knows which document a client has sent and which plan it was told. Of the next ones only changes need be sent and told. */
export class ToldPlan {
  /** The document as it was sent last, whatever came of it. */
  sent: Graph | null = null;
  readonly #session: Pick<Session, "plan" | "program">;
  /** The run whose plan was told last, and that plan as it was told whole. */
  #told: { readonly run: number; readonly whole: PlanReport } | null = null;
  /** Tells what edits change, once there are some. */
  #reporter: PlanReporter | null = null;

  constructor(session: Pick<Session, "plan" | "program">) {
    this.#session = session;
  }

  /** Returns the document that a change leads to, which is the one that was sent last from now on. */
  edited(change: GraphChange): Graph {
    if (this.sent === null) throw new Error("an edit came before a graph was opened");
    this.sent = graphAfter(this.sent, change);
    return this.sent;
  }

  /** Tells a plan whole, in a run of the client's. */
  whole(plan: Plan, run: number): PlanReport {
    const whole = reportPlan(plan, this.#session.program);
    this.#told = { run, whole };
    this.#reporter = null;
    return whole;
  }

  /** Returns what tells the plan that follows the session's: whole where this run's client has not been told that one. */
  async next(run: number): Promise<(plan: Plan) => PlanNews> {
    const { plan: before, program } = this.#session;
    if (before === null || this.#told?.run !== run) return (plan) => ({ kind: "whole", plan: this.whole(plan, run) });
    const { PlanReporter } = await import("../reports/planReporter.ts");
    const reporter = (this.#reporter ??= new PlanReporter(before, program?.instructions ?? [], this.#told.whole));
    return (plan) => ({ kind: "changes", changes: reporter.changes(plan, this.#session.program) });
  }
}
