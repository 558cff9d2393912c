import { ariaKeys } from "../kit/keys/keys.ts";
import { toggleBreakpoint } from "../runner/commands/toggleBreakpoint.ts";
import { memo } from "react";
import { onBreakpointKey } from "../pictures/breakpoint/onBreakpointKey.ts";
import { BreakpointToggle } from "../pictures/breakpoint/BreakpointToggle.tsx";
import { canvasView } from "../document/canvasView.ts";
import { useRunner } from "../runner/useRunner.ts";
import { useDocument } from "../document/documentStore.ts";
import { useSession } from "../runner/useSession.ts";
import type { ProgramGroup } from "./programRows.ts";

interface Props {
  readonly group: ProgramGroup;
  readonly row: number;
  /** Whether it has run, runs next, or has not run yet in this iteration. */
  readonly at: "done" | "next" | "ahead";
  /** The next instruction's index when it is one of these; otherwise -1. */
  readonly cursor: number;
  readonly selected: boolean;
  readonly tabStop: boolean;
}

/** Shows the instructions of one node in one pass; pressing it selects the node, the dot beside it stops before it. */
export const InstructionGroup = memo(function InstructionGroup({ group, row, at, cursor, selected, tabStop }: Props) {
  const { breakpoints } = useRunner();
  const select = useDocument((state) => state.select);
  const isNext = at === "next";
  const { every } = group;
  const due = useSession(
    ({ status }) => every === null || every.some((interval) => (status?.iteration ?? 0) % interval === 0),
  );
  return (
    <li
      className="program-group"
      data-start={group.start}
      data-at={at}
      data-pass={group.pass}
      data-due={due}
      data-selected={selected || undefined}
      style={{ gridRow: row, gridColumn: group.column + 2 }}
    >
      <BreakpointToggle node={group.node} pass={group.pass} tabStop={false} />
      <button
        type="button"
        className="program-select"
        tabIndex={tabStop ? 0 : -1}
        aria-current={isNext ? "step" : undefined}
        aria-keyshortcuts={ariaKeys(toggleBreakpoint.keys)}
        data-tip={group.hint}
        onKeyDown={onBreakpointKey(() => breakpoints.getState().toggle(group.node, group.pass))}
        onClick={() => {
          select({ nodes: [group.node] });
          canvasView.current.reveal(group.node);
        }}
      >
        <span className="program-node">{group.node}</span>
        <span className="program-ops">
          {group.ops.map(({ op, detail }, index) => (
            <span key={index} data-next={group.start + index === cursor || undefined}>
              {op}
              {detail !== "" && <small> {detail}</small>}
            </span>
          ))}
          {every !== null && <span className="program-every">{`every ${every.join(", ")}`}</span>}
        </span>
      </button>
    </li>
  );
});
