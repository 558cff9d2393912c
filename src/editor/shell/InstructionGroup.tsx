import { memo, useEffect, useRef } from "react";
import { useDocument } from "../stores/documentStore.ts";
import { useSession } from "../stores/sessionStore.ts";
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

/** The instructions of one node in one pass; pressing it selects the node. */
export const InstructionGroup = memo(function InstructionGroup({ group, row, at, cursor, selected, tabStop }: Props) {
  const item = useRef<HTMLLIElement>(null);
  const select = useDocument((state) => state.select);
  const isNext = at === "next";
  const { every } = group;
  const due = useSession(
    ({ status }) => every === null || every.some((interval) => (status?.iteration ?? 0) % interval === 0),
  );
  useEffect(() => {
    if (isNext) item.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [isNext]);
  return (
    <li
      ref={item}
      className="program-group"
      data-at={at}
      data-pass={group.pass}
      data-due={due}
      data-selected={selected || undefined}
      style={{ gridRow: row, gridColumn: group.column + 2 }}
    >
      <button
        type="button"
        tabIndex={tabStop ? 0 : -1}
        aria-current={isNext ? "step" : undefined}
        onClick={() => select({ nodes: [group.node] })}
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
