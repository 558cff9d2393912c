import { commands } from "../sessionLink.ts";
import { useSession } from "../stores/sessionStore.ts";
import { parseStopAt, useRun } from "./runStore.ts";

/** Why the run controls cannot be used now; null where they can. Said at the controls and in their tooltips. */
export interface RunReasons {
  readonly train: string | null;
  readonly run: string | null;
}

interface SessionNow {
  readonly plan: ReturnType<typeof useSession.getState>["plan"];
  readonly failure: string | null;
}

const starting = "The graph is being compiled.";

export function runReasons({ plan, failure }: SessionNow): RunReasons {
  if (failure !== null) return { train: failure, run: failure };
  if (plan === null) return { train: starting, run: starting };
  return { train: plan.cannotTrain ?? plan.cannotRun, run: plan.cannotRun };
}

const isTraining = (): boolean => useSession.getState().status?.phase === "training";
const reasons = (): RunReasons => runReasons(useSession.getState());

/** The run bar's actions, for its buttons and for the keys. They do nothing when they cannot. */
export const runActions = {
  trainOrPause: (): void => {
    if (isTraining()) {
      commands.pause();
      return;
    }
    const stopAt = parseStopAt(useRun.getState().stopAt);
    if (stopAt !== undefined && reasons().train === null) commands.train(stopAt);
  },
  iterate: (): void => {
    if (!isTraining() && reasons().run === null) commands.iterate();
  },
  step: (): void => {
    if (!isTraining() && reasons().run === null) commands.step();
  },
  reset: (): void => {
    if (reasons().run === null) commands.reset();
  },
};
