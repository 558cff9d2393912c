import { useRef } from "react";
import { formatBytes } from "../../views/formatBytes.ts";
import { useRunner } from "../runner/useRunner.ts";
import { notifyError } from "../kit/noticeStore.ts";
import { useSession } from "../runner/useSession.ts";
import "./debugToolbar.css";

/** Shows one slider over iterations and instructions: everything on the page follows to what it showed there. */
export function Scrubber() {
  const length = useSession(({ plan }) => plan?.instructions.length ?? 0);
  const history = useSession(({ status }) => status?.history ?? null);
  const at = useSession(({ status }) => placeOf(status?.target ?? status, length));
  const words = useSession(({ status, plan }) => describe(status?.target ?? status, plan?.instructions ?? []));
  const idle = useSession(({ status }) => status?.phase === "idle" || status?.phase === "seeking");
  const seek = useSeek(length);
  if (history === null || history.oldest === null || length === 0) return null;
  const [from, to] = [placeOf(history.oldest, length), placeOf(history.newest, length)];
  return (
    <div className="scrubber">
      <output>{words}</output>
      <input
        type="range"
        aria-label="Position in the run"
        aria-valuetext={words}
        min={from}
        max={Math.max(from, to)}
        step={1}
        value={Math.min(Math.max(from, at), Math.max(from, to))}
        disabled={!idle || to <= from}
        onChange={(event) => seek(event.currentTarget.valueAsNumber)}
      />
      <span title={`${history.snapshots} copies of the tensors are kept for the way back; the rest is run again.`}>
        {`history ${formatBytes(history.bytes)} of ${formatBytes(history.budget)}`}
      </span>
    </div>
  );
}

interface Place {
  readonly iteration: number;
  readonly cursor: number;
}

/** All positions of a run in a row. */
function placeOf(place: Place | null, length: number): number {
  return place === null ? 0 : place.iteration * length + place.cursor;
}

function describe(place: Place | null, instructions: readonly { pass: string; op: string; node: string }[]): string {
  if (place === null) return "";
  const next = instructions[place.cursor];
  if (next === undefined || place.cursor === 0) return `iteration ${place.iteration}, start`;
  const way = next.pass === "update" ? "update" : `${next.pass} ${next.op}`;
  return `iteration ${place.iteration}, ${way} of ${next.node}`;
}

/** Goes where the slider is; while a way is under way, only the newest wish waits. */
function useSeek(length: number): (place: number) => void {
  const { request } = useRunner();
  const wish = useRef<number | null>(null);
  const busy = useRef(false);
  const go = (): void => {
    const place = wish.current;
    if (place === null || busy.current || length === 0) return;
    wish.current = null;
    busy.current = true;
    request("seek", { iteration: Math.floor(place / length), cursor: place % length })
      .catch(notifyError)
      .finally(() => {
        busy.current = false;
        go();
      });
  };
  return (place) => {
    wish.current = place;
    go();
  };
}
