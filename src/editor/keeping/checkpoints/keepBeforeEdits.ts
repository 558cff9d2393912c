import { modelChanges } from "../../../graph/changes/modelChanges.ts";
import { useDocument } from "../../document/documentStore.ts";
import { tellFault } from "../../runner/tellFault.ts";
import type { Keeping } from "../keeping.ts";
import { checkpoints } from "./checkpoints.ts";

/** An edit is over when so many milliseconds nothing more was changed: typing is one edit. */
const quiet = 400;
/** Changes that a checkpoint's name lists; of more the count is. */
const named = 3;

/**
 * Keeps what was trained before each edit that no step leads back over: the session has it, and is asked for it once the edit is
 * over. Returns how to stop.
 */
export function keepBeforeEdits(keeping: Keeping): () => void {
  const { runner } = keeping;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let known: string | null = null;
  /** The document as the session last had it when nothing was being changed. */
  let settled = useDocument.getState();
  const look = async (): Promise<void> => {
    const before = settled;
    settled = useDocument.getState();
    if (settled.documentId !== before.documentId) return;
    const left = await runner.ask("left", { known });
    if (left === null || useDocument.getState().documentId !== before.documentId) return;
    known = left.version;
    const changes = modelChanges(before.graph, settled.graph);
    const written = settled.history.past.at(-1)?.written;
    const rest = changes.length > named ? [`${changes.length - named} more`] : [];
    const what =
      written === undefined
        ? [...changes.slice(0, named), ...rest].join("; ")
        : `${written.node}.${written.name}: by hand`;
    await checkpoints.keepLeft(keeping, before.graph, left.checkpoint, what === "" ? "an edit" : what);
  };
  const stop = useDocument.subscribe((state, before) => {
    if (state.documentId !== before.documentId) {
      clearTimeout(timer);
      settled = state;
    } else if (state.history !== before.history || state.graph !== before.graph) {
      clearTimeout(timer);
      timer = setTimeout(() => void look().catch(tellFault), quiet);
    }
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}
