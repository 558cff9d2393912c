import "./breakpoints.css";
import type { Breakpoint } from "../../../protocol/breakpoint.ts";

interface Props {
  /** Undefined: a place where one could be set. */
  readonly breakpoint: Breakpoint | undefined;
  /** Why it cannot stop anything. */
  readonly fault: string | null;
}

/**
 * Shows the red dot of a breakpoint: with a question mark where it asks a condition, faint where it is switched off.
 */
export function BreakpointDot({ breakpoint, fault }: Props) {
  const state = breakpoint === undefined ? "none" : breakpoint.enabled ? "on" : "off";
  const sign = breakpoint === undefined ? "" : fault !== null ? "!" : breakpoint.condition.trim() === "" ? "" : "?";
  return (
    <span className="breakpoint-dot" data-state={state} aria-hidden="true">
      {sign}
    </span>
  );
}
