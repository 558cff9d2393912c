import type { Status } from "../../protocol/status.ts";
import type { SessionStore } from "./sessionStore.ts";

/** In milliseconds. */
const shown = 6000;

/** Shows how many nodes an edit ran again: for a little while, or until something else runs. */
export class RerunNote {
  readonly #session: SessionStore;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #newest: number | null = null;

  constructor(session: SessionStore) {
    this.#session = session;
  }

  show(rerun: Status["reevaluated"]): void {
    const edit = rerun?.edit ?? null;
    if (edit === this.#newest) return;
    this.#newest = edit;
    clearTimeout(this.#timer);
    this.#session.setState({ rerun });
    if (rerun !== null) this.#timer = setTimeout(() => this.#session.setState({ rerun: null }), shown);
  }
}
