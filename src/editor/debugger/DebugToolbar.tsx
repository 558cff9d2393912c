import { useState } from "react";
import { useBreakpoints } from "../runner/useBreakpoints.ts";
import { useSession } from "../runner/useSession.ts";
import { useRunner } from "../runner/useRunner.ts";
import { BarButton } from "../kit/BarButton.tsx";
import { useRun } from "../runner/runStore.ts";
import { breakable, runReasons, selectedInstruction } from "../runner/runActions.ts";
import { useDocument } from "../document/documentStore.ts";
import "./debugToolbar.css";

/** Steps a second of the slow play. */
const paces = [1, 2, 5, 10, 30] as const;

/** The debugger's moves: back and on, into a node and out of it, to a place, or slowly by itself. */
export function DebugToolbar() {
  const { actions } = useRunner();
  const cannotRun = useSession((state) => runReasons(state).run);
  const phase = useSession(({ status }) => status?.phase ?? "empty");
  const atStart = useSession(({ status }) => {
    const oldest = status?.history.oldest ?? null;
    return oldest === null || (oldest.iteration === status?.iteration && oldest.cursor >= status.cursor);
  });
  const selected = useDocument(({ selection }) => selection.nodes.length === 1);
  const target = useSession((state) => (selected ? selectedInstruction(state) : null));
  const selection = useDocument((state) => state.selection.nodes);
  const canBreak = useSession((state) => breakable(state).length > 0);
  const hasBreakpoint = useBreakpoints(({ list }) =>
    list.some(({ node }) => node !== null && selection.includes(node)),
  );
  const [pace, setPace] = useState<number>(2);
  const playing = phase === "playing";
  const busy = phase === "idle" || phase === "empty" ? null : "Pause first.";
  const stuck = cannotRun ?? busy;
  const back = stuck ?? (atStart ? "This is as far back as it goes." : null);
  return (
    <div className="debug-bar" role="toolbar" aria-label="Debugger">
      <BarButton
        label="Step back into"
        icon="backInto"
        iconOnly
        hint="Back over one instruction, bit for bit (Shift F7)"
        unavailable={back}
        onClick={() => actions.move("stepBackInto")}
      />
      <BarButton
        label="Step back"
        icon="back"
        iconOnly
        hint="Back over one node, across updates and draws, bit for bit (F7)"
        unavailable={back}
        onClick={() => actions.move("stepBack")}
      />
      <BarButton
        label="Step over"
        icon="step"
        iconOnly
        hint="Over one node (F10)"
        unavailable={stuck}
        onClick={() => actions.move("step")}
      />
      <BarButton
        label="Step into"
        icon="into"
        iconOnly
        hint="Over one instruction: into the ops of a node (F11)"
        unavailable={stuck}
        onClick={() => actions.move("stepInto")}
      />
      <BarButton
        label="Step out"
        icon="out"
        iconOnly
        hint="To the end of this node (Shift F11)"
        unavailable={stuck}
        onClick={() => actions.move("stepOut")}
      />
      <BarButton
        label="Rest of the pass"
        icon="pass"
        iconOnly
        hint="Runs the rest of this pass (Shift F10)"
        unavailable={stuck}
        onClick={() => actions.move("runPass")}
      />
      <BarButton
        label="Run to the selected node"
        icon="runTo"
        iconOnly
        hint="Runs to the selected node, back if it lies behind (Ctrl F10)"
        unavailable={stuck ?? (target === null ? "Select a node that runs." : null)}
        onClick={actions.runToSelected}
      />
      <BarButton
        label="Breakpoint at the selected node"
        icon="breakpoint"
        iconOnly
        hint="Stops before the selected node runs (Ctrl B)"
        aria-pressed={hasBreakpoint}
        unavailable={canBreak ? null : "Select a node that runs."}
        onClick={actions.toggleBreakpoints}
      />
      <span className="debug-play">
        <BarButton
          label={playing ? "Pause the slow play" : "Play slowly"}
          icon={playing ? "pause" : "slow"}
          iconOnly
          hint={playing ? "Pauses (F8)" : "Steps by itself, at the pace beside"}
          unavailable={playing ? null : stuck}
          onClick={() => (playing ? actions.pause() : actions.play(pace))}
        />
        <select
          aria-label="Pace of the slow play"
          value={pace}
          onChange={(event) => {
            const chosen = Number(event.currentTarget.value);
            setPace(chosen);
            if (playing) actions.play(chosen);
          }}
        >
          {paces.map((steps) => (
            <option key={steps} value={steps}>{`${steps} a second`}</option>
          ))}
        </select>
      </span>
      <IterationCount unavailable={stuck} />
    </div>
  );
}

/** Runs so many iterations, and stops. */
function IterationCount({ unavailable }: { readonly unavailable: string | null }) {
  const { actions } = useRunner();
  const { count, setCount } = useRun();
  return (
    <span className="debug-play">
      <BarButton
        label={`Run ${count} iterations`}
        icon="iterate"
        iconOnly
        hint="Runs as many iterations as the number beside says (Shift F9)"
        unavailable={unavailable}
        onClick={actions.iterateMany}
      />
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
    </span>
  );
}
