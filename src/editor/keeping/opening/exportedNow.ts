import type { AskExported } from "../../../formats/format.ts";
import { useDocument } from "../../document/documentStore.ts";
import type { Keeping } from "../keeping.ts";

/** Asks the session for what formats write from, of the open document as it is: places and the title it is not told of. */
export function exportedNow({ runner }: Keeping): AskExported {
  return async ({ seedLosses, script } = { seedLosses: false }) => {
    const { graph } = useDocument.getState();
    const titled = script === undefined ? {} : { script: { ...script, title: graph.title } };
    return { ...(await runner.ask("export", { seedLosses, ...titled })), graph };
  };
}
