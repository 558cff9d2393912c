import { hasBegun, hasNumbers } from "../reports/hasNumbers.ts";
import { previewOf } from "../reports/previewOf.ts";
import type { Session } from "../session.ts";
import type { Preview, Watch } from "../../protocol/preview.ts";

/**
 * Returns the pictures that a client asked for, of those tensors that have numbers to show; of a gradient, as far as it
 * is summed.
 */
export function watchedPreviews(session: Session, watches: readonly Watch[]): Preview[] {
  const { program, progress } = session;
  if (program === null) return [];
  return watches
    .filter((watch) => hasNumbers(session, watch) || (watch.side === "grad" && hasBegun(session, watch)))
    .map((watch) => previewOf(program, watch, progress.isGraded(watch.node)))
    .filter((preview) => preview !== null);
}
