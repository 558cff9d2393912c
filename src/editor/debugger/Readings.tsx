import { SeedMark } from "./SeedMark.tsx";
import { useSession } from "../runner/useSession.ts";
import { formatLoss, formatLossExactly } from "../pictures/formatLoss.ts";
import { RunNote } from "./RunNote.tsx";

/** Shows the newest loss with the iteration that it belongs to, and how fast it goes. */
export function Readings() {
  const known = useSession((state) => state.status?.loss !== null && state.status !== null);
  const iteration = useSession((state) => state.status?.loss?.iteration ?? state.status?.iteration ?? 0);
  const loss = useSession((state) => state.status?.loss?.loss ?? null);
  const rate = useSession((state) => state.status?.rate ?? null);
  const bad = loss !== null && !Number.isFinite(loss);
  return (
    <div className="readings">
      <dl>
        <div title={loss === null ? undefined : `loss ${formatLossExactly(loss)} of iteration ${iteration}`}>
          <dt>loss</dt>
          <dd className="wg-number" data-reading="loss" data-bad={bad || undefined}>
            {known && loss !== null ? formatLoss(loss) : "–"}
          </dd>
        </div>
        <div>
          <dt data-brief={loss === null ? undefined : "at"}>
            <span>{loss === null ? "iteration" : "of iteration"}</span>
          </dt>
          <dd className="wg-number" data-reading="iteration">
            {iteration}
          </dd>
        </div>
        <div className="reading-rate" hidden={rate === null}>
          <dt className="wg-hidden">speed</dt>
          <dd className="wg-number" data-reading="rate">
            {rate === null ? "" : `${formatRate(rate)}/s`}
          </dd>
        </div>
      </dl>
      <RunNote />
      <SeedMark />
    </div>
  );
}

function formatRate(rate: number): string {
  if (rate >= 1000) return `${(rate / 1000).toFixed(1)}k`;
  if (rate >= 100) return rate.toFixed(0);
  return rate >= 10 ? rate.toFixed(0) : rate.toFixed(1);
}
