import type { SessionState } from "../runner/sessionStore.ts";
import { useSession } from "../runner/useSession.ts";
import { runReasons } from "../runner/runReasons.ts";
import { parseStopAt, useStopAt } from "../runner/runStore.ts";

interface Note {
  readonly text: string;
  readonly kind: "fault" | "reason" | "plain";
}

/** Shows one short sentence beside the readings: why it cannot run, why it stopped, or what the last edit ran again. */
export function RunNote() {
  const stopAt = parseStopAt(useStopAt()) ?? null;
  const text = useSession((state) => noteOf(state, stopAt).text);
  const kind = useSession((state) => noteOf(state, stopAt).kind);
  return (
    <p className="run-note" role="status" data-kind={kind} title={text}>
      {text}
    </p>
  );
}

function noteOf(session: SessionState, stopAt: number | null): Note {
  const { plan, status, failure, compiling, rerun } = session;
  const reason = runReasons(session).train;
  const plain = (text: string): Note => ({ text, kind: "plain" });
  if (failure !== null) return { text: failure, kind: "fault" };
  if (plan === null || compiling) return plain("compiling …");
  const faultless = plan.diagnostics.length === 0 && plan.cannotRun === null;
  if (reason !== null && !faultless) {
    // Plain words say what to do, for which there must be room.
    const isPlain = reason !== (plan.cannotTrain ?? plan.cannotRun);
    return { text: isPlain ? reason : `cannot train: ${reason}`, kind: "fault" };
  }
  if (status === null) return plain("");
  if (rerun !== null && rerun.nodes > 0)
    // Of those on the canvas, data and optimisers have nothing to run again.
    return plain(`re-ran ${rerun.nodes} of ${rerun.of} ${rerun.of === 1 ? "node" : "nodes"} that compute`);
  if (status.halted !== null) {
    const { sentence, plain: words } = status.halted;
    return { text: words === undefined ? sentence : `${sentence}. ${words}`, kind: "reason" };
  }
  // Many a graph is made to be looked at: that it has no optimiser is no fault.
  if (reason !== null) return learnsSomething(plan) ? { text: reason, kind: "reason" } : plain("");
  if (status.phase === "training") {
    const passed = stopAt !== null && stopAt < status.iteration;
    return plain(passed ? `iteration ${stopAt} is passed: until paused` : "");
  }
  return plain(status.evaluated ? "" : "not run yet");
}

/** Whether a graph has parameters: one without any is made to be looked at, and nothing is missing in it. */
function learnsSomething({ nodes }: NonNullable<SessionState["plan"]>): boolean {
  return Object.values(nodes).some(({ parameters }) => parameters.length > 0);
}
