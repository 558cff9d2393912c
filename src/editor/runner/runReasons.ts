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
  return { train: plan.cannotTrain ?? plan.cannotRun, run: plan.cannotRun };
}

/** Says whether something runs by itself: a training, a slow play, the way to another position. */
export function isRunning({ status }: Pick<SessionState, "status">): boolean {
  return status !== null && status.phase !== "idle" && status.phase !== "empty";
}
