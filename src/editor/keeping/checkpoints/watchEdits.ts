import { attempt } from "../../kit/attempt.ts";
import type { Keeping } from "../keeping.ts";

/** Keeps checkpoints before edits; before something is trained no edit loses anything, and the code comes then. */
export function watchEdits(keeping: Keeping): void {
  const stop = keeping.runner.session.subscribe(({ status }) => {
    if (status === null || status.iteration === 0) return;
    stop();
    attempt(async () => (await import("./keepBeforeEdits.ts")).keepBeforeEdits(keeping));
  });
}
