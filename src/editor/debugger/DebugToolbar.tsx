import { useRunner } from "../runner/useRunner.ts";
import { useSession } from "../runner/useSession.ts";
import { useRun } from "../runner/runStore.ts";
import { debuggerBar } from "../runner/commands/runnerCommands.ts";
import { RunnerButton } from "../runner/commands/RunnerButton.tsx";
import { playSlowly } from "../runner/commands/stepping.ts";
import { iterateMany } from "../runner/commands/training.ts";
import "./debugToolbar.css";

/** Steps a second of the slow play. */
const paces = [1, 2, 5, 10, 30] as const;

/** Shows the debugger's moves: back and on, into a node and out of it, to a place, or slowly by itself. */
export function DebugToolbar() {
  return (
    <div className="debug-bar" role="toolbar" aria-label="Debugger">
      {debuggerBar.map((command) => (
        <RunnerButton key={command.id} command={command} iconOnly />
      ))}
      <span className="debug-play">
        <RunnerButton command={playSlowly} iconOnly />
        <PaceChoice />
      </span>
      <span className="debug-play">
        <RunnerButton command={iterateMany} iconOnly />
        <CountField />
      </span>
    </div>
  );
}

function PaceChoice() {
  const { commands } = useRunner();
  const { pace, setPace } = useRun();
  const playing = useSession(({ status }) => status?.phase === "playing");
  return (
    <select
      aria-label="Pace of the slow play"
      value={pace}
      onChange={(event) => {
        const chosen = Number(event.currentTarget.value);
        setPace(chosen);
        if (!playing) return;
        commands.pause();
        commands.play(chosen);
      }}
    >
      {paces.map((steps) => (
        <option key={steps} value={steps}>{`${steps} a second`}</option>
      ))}
    </select>
  );
}

function CountField() {
  const { count, setCount } = useRun();
  return (
    <input
      type="number"
      aria-label="Iterations to run"
      min={1}
      step={1}
      value={count}
      onChange={({ currentTarget: { valueAsNumber } }) => {
        if (Number.isSafeInteger(valueAsNumber) && valueAsNumber >= 1) setCount(valueAsNumber);
      }}
    />
  );
}
