import { useSession } from "../runner/useSession.ts";
import { useRunner } from "../runner/useRunner.ts";
import { BarButton } from "../kit/BarButton.tsx";
import { Readings } from "./Readings.tsx";
import { runReasons } from "../runner/runActions.ts";
import { parseStopAt, setStopAt, useStopAt } from "../runner/runStore.ts";
import "./runBar.css";

/** Reset, Step, Iterate, Train; where to stop; and what came of it. */
export function RunBar() {
  const { actions } = useRunner();
  // A slow play and the way to another position are ended by the same button.
  const running = useSession(({ status }) => status !== null && status.phase !== "idle" && status.phase !== "empty");
  const cannotTrain = useSession((state) => runReasons(state).train);
  const cannotRun = useSession((state) => runReasons(state).run);
  const stopAt = useStopAt();
  const badStop = parseStopAt(stopAt) === undefined ? "Stop at iteration: write a whole number, or nothing." : null;
  const whileRunning = running ? "Pause first." : null;
  return (
    <div className="run-bar" role="group" aria-label="Run">
      <div className="bar-group">
        <BarButton
          label="Reset"
          icon="reset"
          hint="Back to iteration 0 with the seed's parameters (Shift F8)"
          unavailable={cannotRun}
          onClick={actions.reset}
        />
        <BarButton
          label="Step"
          data-place="run step"
          icon="step"
          hint="Moves the cursor over one node: forward, then backward, then update (F10)"
          unavailable={cannotRun ?? whileRunning}
          onClick={() => actions.move("step")}
        />
        <BarButton
          label="Iterate"
          data-place="run iterate"
          icon="iterate"
          hint="Finishes this iteration: forward, backward and update (F9)"
          unavailable={cannotRun ?? whileRunning}
          onClick={() => actions.move("iterate")}
        />
      </div>
      <BarButton
        label={running ? "Pause" : "Train"}
        data-place="run train"
        icon={running ? "pause" : "train"}
        primary
        hint={
          running ? "Pauses after this iteration (F8)" : "Iterates until paused, or until the iteration beside (F8)"
        }
        unavailable={running ? null : (cannotTrain ?? badStop)}
        onClick={actions.trainOrPause}
      />
      <StopField invalid={badStop !== null} />
      <Readings />
    </div>
  );
}

function StopField({ invalid }: { readonly invalid: boolean }) {
  const stopAt = useStopAt();
  return (
    <label className="stop-field" title="Empty: trains until paused">
      <span>stop at iteration</span>
      <input
        className="wg-number"
        type="number"
        inputMode="numeric"
        min={0}
        step={1}
        placeholder="∞"
        value={stopAt}
        aria-invalid={invalid || undefined}
        onChange={(event) => setStopAt(event.currentTarget.value)}
      />
    </label>
  );
}
