import { useSession } from "./sessionStore.ts";
import type { Status } from "../../protocol/status.ts";

/** In milliseconds. */
const shown = 6000;
let timer: ReturnType<typeof setTimeout> | undefined;
let newest: number | null = null;

/** Shows how many nodes an edit ran again: for a little while, or until something else runs. */
export function showRerun(rerun: Status["reevaluated"]): void {
  const edit = rerun?.edit ?? null;
  if (edit === newest) return;
  newest = edit;
  clearTimeout(timer);
  useSession.setState({ rerun });
  if (rerun !== null) timer = setTimeout(() => useSession.setState({ rerun: null }), shown);
}
