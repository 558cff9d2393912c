import { useId, type FocusEvent } from "react";
import { canvasView } from "../document/canvasView.ts";
import { selectOnMount } from "../kit/focusOnMount.ts";
import { useDraft } from "../document/fields/useDraft.ts";
import { useRunner } from "../runner/useRunner.ts";
import { useDocument } from "../document/documentStore.ts";
import { useSession } from "../runner/useSession.ts";
import { BreakpointDot } from "../pictures/breakpoint/BreakpointDot.tsx";
import { faultOf } from "../pictures/breakpoint/breakpointFault.ts";
import { breakpointPlace } from "../pictures/breakpoint/breakpointPlace.ts";
import { passesOf } from "../runner/passesOf.ts";
import type { Breakpoint } from "../../protocol/breakpoint.ts";
import type { Pass } from "../../protocol/instructionReport.ts";

const passes: readonly Pass[] = ["forward", "backward", "update"];

interface Props {
  readonly breakpoint: Breakpoint;
  /** Whether the reader has just asked for it, and writes its condition next. */
  readonly asksForCondition: boolean;
}

/** Shows a breakpoint: on or off, where it stands, its condition, and what is wrong with that. */
export function BreakpointRow({ breakpoint, asksForCondition }: Props) {
  const { id, node, pass, enabled } = breakpoint;
  const fault = useSession(({ status }) => faultOf(status, breakpoint));
  const stoppedHere = useSession(({ status }) => status?.halted?.breakpoint === id);
  const { change, remove } = useRunner().breakpoints.getState();
  const faultId = useId();
  const at = node === null ? "on the whole graph" : `at ${node}`;
  return (
    <li className="breakpoint" data-stopped={stoppedHere || undefined} data-enabled={enabled}>
      <label className="breakpoint-enabled" data-tip={enabled ? "Switch it off" : "Switch it on"}>
        <input
          type="checkbox"
          aria-label={`breakpoint ${at} enabled`}
          checked={enabled}
          onChange={(event) => change(id, { enabled: event.currentTarget.checked })}
        />
        <BreakpointDot breakpoint={breakpoint} fault={fault} />
      </label>
      {node === null ? (
        <span className="breakpoint-node">whole graph</span>
      ) : (
        <NodePlace node={node} pass={pass} onPass={(chosen) => change(id, { pass: chosen })} />
      )}
      <ConditionField
        breakpoint={breakpoint}
        label={`condition of the breakpoint ${at}`}
        fault={fault}
        faultId={faultId}
        asked={asksForCondition}
      />
      <button
        type="button"
        className="breakpoint-remove"
        aria-label={`remove the breakpoint ${at}`}
        data-tip="Take it away"
        onClick={(event) => {
          focusNext(event.currentTarget);
          remove(id);
        }}
      >
        ×
      </button>
      {fault !== null && (
        <p id={faultId} className="breakpoint-fault">
          {fault}
        </p>
      )}
      {stoppedHere && <p className="breakpoint-stopped">stopped here, {breakpointPlace(breakpoint)}</p>}
    </li>
  );
}

interface NodePlaceProps {
  readonly node: string;
  readonly pass: Breakpoint["pass"];
  readonly onPass: (pass: Breakpoint["pass"]) => void;
}

/** Which node, to be looked at with a press, and in which of its passes. */
function NodePlace({ node, pass, onPass }: NodePlaceProps) {
  const own = useSession(({ plan }) => passesOf(plan?.instructions, node));
  const select = useDocument((state) => state.select);
  return (
    <>
      <button
        type="button"
        className="breakpoint-node"
        data-tip="Select this node"
        onClick={() => {
          select({ nodes: [node] });
          canvasView.current.reveal(node);
        }}
      >
        {node}
      </button>
      <select
        aria-label={`passes of the breakpoint at ${node}`}
        value={pass}
        onChange={({ currentTarget: { value } }) => onPass(passes.find((one) => one === value) ?? "all")}
      >
        <option value="all">each pass</option>
        {passes.map(
          (one) =>
            (own.has(one) || one === pass) && (
              <option key={one} value={one}>
                {one}
              </option>
            ),
        )}
      </select>
    </>
  );
}

interface ConditionFieldProps {
  readonly breakpoint: Breakpoint;
  readonly label: string;
  readonly fault: string | null;
  readonly faultId: string;
  readonly asked: boolean;
}

/** Checked with every letter; in force with Enter, or when the field is left. */
function ConditionField({ breakpoint, label, fault, faultId, asked }: ConditionFieldProps) {
  const { id, node, condition } = breakpoint;
  const { breakpoints } = useRunner();
  const { change, type } = breakpoints.getState();
  const draft = useDraft(condition, (text) => change(id, { condition: text.trim() }));
  const onBlur = (event: FocusEvent<HTMLInputElement>): void => {
    draft.onBlur(event);
    // Whatever was typed is now either in force or given up.
    if (breakpoints.getState().typed?.id === id) breakpoints.setState({ typed: null });
  };
  return (
    <input
      {...draft}
      ref={asked ? selectOnMount : undefined}
      className="breakpoint-condition"
      aria-label={label}
      aria-invalid={fault !== null}
      aria-describedby={fault === null ? undefined : faultId}
      placeholder={node === null ? "loss < 2" : "always, or when loss < 2"}
      spellCheck={false}
      autoComplete="off"
      autoCapitalize="off"
      onChange={(event) => {
        draft.onChange(event);
        type(id, event.currentTarget.value);
      }}
      onBlur={onBlur}
    />
  );
}

/** The keyboard goes on at the next row, or stays in the panel. */
function focusNext(button: HTMLElement): void {
  const row = button.closest("li");
  const other = row?.nextElementSibling ?? row?.previousElementSibling;
  const next = other?.querySelector<HTMLElement>(".breakpoint-remove");
  (next ?? document.querySelector<HTMLElement>(".breakpoint-add"))?.focus();
}
