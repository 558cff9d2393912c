import { useSession } from "./useSession.ts";
import type { Status } from "../../protocol/status.ts";

type Standing = Pick<Status, "phase" | "iteration" | "target"> & {
  readonly history: Pick<Status["history"], "newest">;
};

/**
 * Returns the iteration in which the cursor is, or is about to be, after going back; null at the furthest one, and
 * while it trains.
 */
export function pastIteration(status: Standing | null): number | null {
  if (status === null || status.phase === "training") return null;
  const { iteration } = status.target ?? status;
  return iteration < status.history.newest.iteration ? iteration : null;
}

/** Returns the same of the session, for what marks it on the iterations. */
export function usePastIteration(): number | null {
  return useSession(({ status }) => pastIteration(status));
}
