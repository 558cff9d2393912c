import { formatDiagnostic } from "../../base/diagnostic.ts";
import type { PlanReport } from "../../protocol/planReport.ts";
import type { SessionState } from "./sessionStore.ts";

/** Says why the run controls cannot be used now; null where they can. Said at the controls and in their tooltips. */
export interface RunReasons {
  readonly train: string | null;
  readonly run: string | null;
}

const starting = "The graph is being compiled.";

export function runReasons({ plan, failure }: Pick<SessionState, "plan" | "failure">): RunReasons {
  if (failure !== null) return { train: failure, run: failure };
  if (plan === null) return { train: starting, run: starting };
  return { train: faultWords(plan.cannotTrain ?? plan.cannotRun, plan), run: faultWords(plan.cannotRun, plan) };
}

/** Returns a reason; that of a fault with its plain words first, which name the remedy, and PyTorch's sentence behind. */
export function faultWords<Reason extends string | null>(reason: Reason, { diagnostics }: PlanReport): Reason | string {
  const fault = diagnostics.find((one) => one.plain !== undefined && formatDiagnostic(one) === reason);
  return fault === undefined ? reason : `${fault.node ?? "the graph"}: ${fault.plain} (${fault.message})`;
}

/** Says whether something runs by itself: a training, a slow play, the way to another position. */
export function isRunning({ status }: Pick<SessionState, "status">): boolean {
  return status !== null && status.phase !== "idle" && status.phase !== "empty";
}
