import { memo } from "react";
import { withKeys } from "../../kit/commands/command.ts";
import { toggleBreakpoint } from "../../runner/commands/toggleBreakpoint.ts";
import { covers } from "../../runner/breakpointList.ts";
import { useBreakpoints } from "../../runner/useBreakpoints.ts";
import { useSession } from "../../runner/useSession.ts";
import { BreakpointDot } from "./BreakpointDot.tsx";
import { breakpointPlace } from "./breakpointPlace.ts";
import { faultOf } from "./breakpointFault.ts";
import type { Breakpoint } from "../../../protocol/breakpoint.ts";

interface Props {
  readonly node: string;
  readonly pass: Breakpoint["pass"];
  readonly tabStop: boolean;
}

/** Shows the place of a breakpoint at a node: a press sets it, and takes it away. */
export const BreakpointToggle = memo(function BreakpointToggle({ node, pass, tabStop }: Props) {
  const breakpoint = useBreakpoints(({ list }) => list.find((one) => one.node === node && covers(one, pass)));
  const toggle = useBreakpoints((state) => state.toggle);
  const fault = useSession(({ status }) => faultOf(status, breakpoint));
  const place = breakpointPlace({ node, pass });
  return (
    <button
      type="button"
      className="breakpoint-toggle nodrag nopan"
      aria-label={`breakpoint ${place}`}
      aria-pressed={breakpoint !== undefined}
      tabIndex={tabStop ? 0 : -1}
      data-tip={tipOf(place, breakpoint, fault)}
      onClick={(event) => {
        // A dot is set without selecting its card.
        event.stopPropagation();
        toggle(node, pass);
      }}
    >
      <BreakpointDot breakpoint={breakpoint} fault={fault} />
    </button>
  );
});

function tipOf(place: string, breakpoint: Breakpoint | undefined, fault: string | null): string {
  if (breakpoint === undefined) return withKeys(`Set a breakpoint: stop ${place}`, toggleBreakpoint);
  if (fault !== null) return fault;
  const when = breakpoint.condition.trim() === "" ? "" : ` when ${breakpoint.condition.trim()}`;
  const off = breakpoint.enabled ? "Stops" : "Switched off; stops";
  return withKeys(`${off} ${breakpointPlace(breakpoint)}${when}. Press to take it away`, toggleBreakpoint);
}
