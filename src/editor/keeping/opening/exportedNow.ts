import type { AskExported } from "../../../formats/format.ts";
import type { Keeping } from "../keeping.ts";

/** Asks the session for what formats write from, of the open document as it is. */
export function exportedNow({ runner }: Keeping): AskExported {
  return (wanted = { seedLosses: false }) => runner.ask("export", wanted);
}
