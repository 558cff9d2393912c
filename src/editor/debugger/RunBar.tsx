import { RunnerButton } from "../runner/commands/RunnerButton.tsx";
import { stepOver } from "../runner/commands/stepping.ts";
import { iterate, reset, train } from "../runner/commands/training.ts";
import { parseStopAt, setStopAt, useStopAt } from "../runner/runStore.ts";
import { Readings } from "./Readings.tsx";
import "./runBar.css";

/** Shows Reset, Step, Iterate, Train; where to stop; and what came of it. */
export function RunBar() {
  return (
    <div className="run-bar" role="group" aria-label="Run">
      <div className="bar-group">
        <RunnerButton command={reset} />
        <RunnerButton
          command={stepOver}
          data-place="run step"
          label="Step"
          hint="Moves the cursor over one node: forward, then backward, then update"
        />
        <RunnerButton command={iterate} data-place="run iterate" />
      </div>
      <RunnerButton command={train} data-place="run train" primary />
      <StopField />
      <Readings />
    </div>
  );
}

function StopField() {
  const stopAt = useStopAt();
  return (
    <label className="stop-field" title="Empty: trains until paused">
      <span>stop at iteration</span>
      <input
        className="wg-field wg-number"
        type="number"
        inputMode="numeric"
        min={0}
        step={1}
        placeholder="∞"
        value={stopAt}
        aria-invalid={parseStopAt(stopAt) === undefined || undefined}
        onChange={(event) => setStopAt(event.currentTarget.value)}
      />
    </label>
  );
}
