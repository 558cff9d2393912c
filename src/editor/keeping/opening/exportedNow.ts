import type { AskExported } from "../../../formats/format.ts";
import { useDocument } from "../../document/documentStore.ts";
import { iterationsWanted } from "../../runner/runStore.ts";
import type { Keeping } from "../keeping.ts";

/** Asks the session for what formats write from, of the open document as it is: places, title and stop it is not told of. */
export function exportedNow({ runner }: Keeping): AskExported {
  return async ({ seedLosses, script } = { seedLosses: false }) => {
    const { graph } = useDocument.getState();
    const { iterations } = iterationsWanted();
    // The last loss that was shown is compared, too, where it lies behind the stop.
    const run = runner.session.getState().status?.iteration ?? 0;
    const loop = iterations === undefined ? {} : { iterations: Math.max(iterations, run) };
    const asked = script === undefined ? {} : { script: { ...script, ...loop, title: graph.title } };
    return { ...(await runner.ask("export", { seedLosses, ...asked })), graph };
  };
}
