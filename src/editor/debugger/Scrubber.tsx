import type { Position } from "../../protocol/position.ts";
import { useRef } from "react";
import { formatBytes } from "../../views/formatBytes.ts";
import { tellFault } from "../runner/tellFault.ts";
import { useRunner } from "../runner/useRunner.ts";
import { useSession } from "../runner/useSession.ts";
import "./debugToolbar.css";

/** Shows one slider over iterations and instructions: everything on the page follows to what it showed there. */
export function Scrubber() {
  const length = useSession(({ plan }) => plan?.instructions.length ?? 0);
  const history = useSession(({ status }) => status?.history ?? null);
  const at = useSession(({ status }) => tickOf(status?.target ?? status, length));
  const words = useSession(({ status, plan }) => describe(status?.target ?? status, plan?.instructions ?? []));
  const idle = useSession(({ status }) => status?.phase === "idle" || status?.phase === "seeking");
  const seek = useSeek(length);
  if (history === null || history.oldest === null || length === 0) return null;
  const [from, to] = [tickOf(history.oldest, length), tickOf(history.newest, length)];
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

/** Counts the positions of a run before this one, all in a row. */
function tickOf(position: Position | null, length: number): number {
  return position === null ? 0 : position.iteration * length + position.cursor;
}

function describe(
  position: Position | null,
  instructions: readonly { pass: string; op: string; node: string }[],
): string {
  if (position === null) return "";
  const next = instructions[position.cursor];
  if (next === undefined || position.cursor === 0)
    return `iteration ${position.iteration}, ${position.cursor > 0 ? "end" : "start"}`;
  const what = next.pass === "update" ? "update" : `${next.pass} ${next.op}`;
  return `iteration ${position.iteration}, next: ${what} of ${next.node}`;
}

/** Goes where the slider is; while a move is under way, only the newest wish waits. */
function useSeek(length: number): (tick: number) => void {
  const { request } = useRunner();
  const wish = useRef<number | null>(null);
  const busy = useRef(false);
  const go = (): void => {
    const tick = wish.current;
    if (tick === null || busy.current || length === 0) return;
    wish.current = null;
    busy.current = true;
    request("seek", { iteration: Math.floor(tick / length), cursor: tick % length })
      .catch(tellFault)
      .finally(() => {
        busy.current = false;
        go();
      });
  };
  return (tick) => {
    wish.current = tick;
    go();
  };
}
