import { useSession } from "../stores/sessionStore.ts";
import { runReasons } from "./runActions.ts";

interface Note {
  readonly text: string;
  readonly kind: "fault" | "plain";
}

/** One short sentence beside the readings: why it cannot run, why it stopped, or what the last edit ran again. */
export function RunNote() {
  const text = useSession((state) => noteOf(state).text);
  const kind = useSession((state) => noteOf(state).kind);
  return (
    <p className="run-note" role="status" data-kind={kind} title={text}>
      {text}
    </p>
  );
}

function noteOf(session: ReturnType<typeof useSession.getState>): Note {
  const { plan, status, failure } = session;
  const reason = runReasons(session).train;
  if (failure !== null) return { text: failure, kind: "fault" };
  if (plan === null) return { text: "compiling …", kind: "plain" };
  if (reason !== null) return { text: `cannot train: ${reason}`, kind: "fault" };
  if (status === null || status.phase === "training") return { text: "", kind: "plain" };
  if (status.halted !== null) return { text: status.halted, kind: "plain" };
  if (!status.evaluated) return { text: "not run yet", kind: "plain" };
  if (status.reevaluated !== null) {
    const { nodes, of } = status.reevaluated;
    return { text: `re-ran ${nodes} of ${of} ${of === 1 ? "node" : "nodes"}`, kind: "plain" };
  }
  return { text: "", kind: "plain" };
}
