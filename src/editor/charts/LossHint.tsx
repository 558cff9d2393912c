import { useSyncExternalStore } from "react";
import { useRunner } from "../runner/useRunner.ts";
import { useDocument } from "../document/documentStore.ts";
import { useSession } from "../runner/useSession.ts";
import { formatLoss } from "../pictures/formatLoss.ts";
import { lossBounds } from "../runner/lossBounds.ts";

/** How many times the loss of knowing nothing a loss must be to be called confidently wrong. */
const far = 2;

/** Iterations after which the start is no news any more. */
const news = 100;

/**
 * Explains a run that begins far above the loss of knowing nothing. It goes when the loss has come down to it or a
 * hundred iterations are over.
 */
export function LossHint() {
  const { lossCurve, session } = useRunner();
  const chance = useDocument(({ graph }) => lossBounds(graph, session.getState().plan).nothing?.loss ?? null);
  const start = useSyncExternalStore(lossCurve.subscribe, () => lossCurve.current().losses[0] ?? null);
  const newest = useSession(({ status }) => status?.loss?.loss ?? null);
  const first = start ?? newest;
  const iteration = useSession(({ status }) => status?.iteration ?? 0);
  if (iteration > news) return null;
  if (chance === null || first === null || newest === null || newest <= chance || !(first > far * chance)) return null;
  // Of a loss that is no number any more something else is to be said.
  if (!Number.isFinite(newest)) return null;
  return (
    <p className="loss-hint">
      {`${formatLoss(first)} at the start, where knowing nothing costs ${formatLoss(chance)}: `}
      <b>confidently wrong</b>.
    </p>
  );
}
