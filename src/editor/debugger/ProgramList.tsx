import type { KeyboardEvent, RefObject } from "react";
import type { Pass } from "../../protocol/instructionReport.ts";
import { InstructionGroup } from "./InstructionGroup.tsx";
import { standing, type ProgramGroup } from "./programRows.ts";

const passes: readonly { readonly pass: Pass; readonly label: string }[] = [
  { pass: "forward", label: "forward ▸" },
  { pass: "backward", label: "◂ backward" },
  { pass: "update", label: "update" },
];

/** Holds a program as it is listed. */
export interface ProgramListProps {
  readonly list: RefObject<HTMLDivElement | null>;
  readonly groups: readonly ProgramGroup[];
  readonly columns: number;
  /** The next instruction's index; -1 while it trains. */
  readonly cursor: number;
  readonly training: boolean;
  /** The nodes that are selected. */
  readonly selected: readonly string[];
  /** To which sides it goes on. */
  readonly edges: string | undefined;
}

/** Holds a program of which only a part may be on the page. */
export interface ProgramPartProps extends ProgramListProps {
  /** Those that are on the page; all of them by default. */
  readonly shown?: readonly ProgramGroup[];
  /** The widths of the columns, as in CSS; by default they are as wide as what is in them. */
  readonly tracks?: string;
  /** Puts the group on the page that the keys come to. */
  readonly onWalk?: (group: ProgramGroup) => void;
}

/** Shows the program as three rows, with the cursor on what runs next. */
export function ProgramList({
  list,
  groups,
  columns,
  cursor,
  training,
  selected,
  edges,
  shown = groups,
  tracks = `repeat(${Math.max(1, columns)}, max-content)`,
  onWalk,
}: ProgramPartProps) {
  // One tab stop; the arrow keys walk the program in the order in which it runs.
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    const here = document.activeElement?.closest<HTMLElement>(".program-group")?.dataset["start"];
    const at = groups.findIndex(({ start }) => String(start) === here);
    const next = groups[Math.min(groups.length - 1, Math.max(0, at + by))];
    if (next === undefined) return;
    onWalk?.(next);
    list.current?.querySelector<HTMLElement>(`[data-start="${next.start}"] .program-select`)?.focus();
    event.preventDefault();
  };
  return (
    // The keys of a list with one tab stop are heard where its buttons are.
    <div
      ref={list}
      className="program-rows"
      data-more={edges}
      onKeyDown={onKeyDown}
      style={{ gridTemplateColumns: `max-content ${tracks} 1fr` }}
    >
      {passes.map(({ pass, label }, row) => {
        const own = shown.filter((group) => group.pass === pass);
        if (own.length === 0) return null;
        const first = pass === "forward" ? groups[0] : undefined;
        return (
          <ol key={pass} aria-label={`${pass} pass`} data-pass={pass} style={{ gridRow: row + 1 }}>
            <li className="program-pass" aria-hidden="true" style={{ gridRow: row + 1 }}>
              {label}
            </li>
            {own.map((group) => (
              <InstructionGroup
                key={group.start}
                group={group}
                row={row + 1}
                at={training ? "done" : standing(group, cursor)}
                cursor={cursor >= group.start && cursor < group.end ? cursor : -1}
                selected={selected.includes(group.node)}
                tabStop={cursor >= group.start && cursor < group.end ? true : cursor < 0 && group === first}
              />
            ))}
          </ol>
        );
      })}
    </div>
  );
}
