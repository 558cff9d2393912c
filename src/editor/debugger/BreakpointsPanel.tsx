import { useState } from "react";
import { BarButton } from "../kit/BarButton.tsx";
import { toggleBreakpoint } from "../runner/commands/toggleBreakpoint.ts";
import { useBreakpoints } from "../runner/useBreakpoints.ts";
import { useRunner } from "../runner/useRunner.ts";
import { BreakpointRow } from "./BreakpointRow.tsx";
import { useShownBreakpoints } from "./useShownBreakpoints.ts";

/** Shows where runs stop: the breakpoints at nodes and on the whole graph, and the first number that is not finite. */
export function BreakpointsPanel() {
  const { breakpoints } = useRunner();
  const shown = useShownBreakpoints();
  const [added, setAdded] = useState<string | null>(null);
  const add = (): void => {
    breakpoints.getState().add("loss < 2");
    setAdded(breakpoints.getState().list.at(-1)?.id ?? null);
  };
  return (
    <section className="breakpoints" aria-label="Breakpoints">
      <header className="panel-head">
        <p />
        <BarButton
          className="bar-button breakpoint-add"
          label="Add for the whole graph"
          hint="A condition that is asked in every iteration, such as loss < 2"
          onClick={add}
        />
      </header>
      <div className="breakpoint-body">
        <NotFiniteSwitch />
        {shown.length === 0 ? (
          <EmptyBreakpoints />
        ) : (
          <>
            <ul className="breakpoint-list">
              {shown.map((breakpoint) => (
                <BreakpointRow key={breakpoint.id} breakpoint={breakpoint} asksForCondition={breakpoint.id === added} />
              ))}
            </ul>
            <ConditionWords />
          </>
        )}
      </div>
    </section>
  );
}

function NotFiniteSwitch() {
  const notFinite = useBreakpoints((state) => state.notFinite);
  const setNotFinite = useBreakpoints((state) => state.setNotFinite);
  return (
    <label className="breakpoint-switch">
      <input
        type="checkbox"
        role="switch"
        checked={notFinite}
        onChange={(event) => setNotFinite(event.currentTarget.checked)}
      />
      Stop at the first number that is not finite
    </label>
  );
}

function EmptyBreakpoints() {
  return (
    <div className="breakpoint-empty">
      <p>
        No breakpoints. Press the dot at the corner of a card, or beside a node in the program; or select a node and
        press <kbd>{toggleBreakpoint.keys[0]}</kbd>. Steps, iterations and training then stop before that node runs.
      </p>
      <ConditionWords />
    </div>
  );
}

function ConditionWords() {
  return (
    <p className="breakpoint-words">
      A condition may use <code>iteration</code>, <code>loss</code> and the graph&apos;s variables; at a node also{" "}
      <code>out</code>, <code>grad</code> and its parameters: <code>max(abs(grad)) &gt; 10</code>,{" "}
      <code>isnan(out)</code>. Cells and parts: <code>W[0, -1] &gt; 1</code>, <code>mean(out[:, 2])</code>; of any node:{" "}
      <code>hidden.W.grad</code>, <code>&quot;my node&quot;.out</code>.
    </p>
  );
}
