import type { Status } from "../session/protocol.ts";
import { useSession } from "./stores/sessionStore.ts";

/** In milliseconds. */
const shown = 6000;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Shows for a little while how many nodes an edit ran again, which the news after the edit says. */
export function showRerun(rerun: Status["reevaluated"]): void {
  useSession.setState({ rerun });
  clearTimeout(timer);
  timer = setTimeout(() => useSession.setState({ rerun: null }), shown);
}
