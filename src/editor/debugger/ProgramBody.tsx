import { useMemo, useRef, type KeyboardEvent } from "react";
import { useDocument } from "../document/documentStore.ts";
import { useSession } from "../runner/useSession.ts";
import { InstructionGroup } from "./InstructionGroup.tsx";
import { programRows, standing } from "./programRows.ts";
import { Scrubber } from "./Scrubber.tsx";
import { useCursorInSight } from "./useCursorInSight.ts";
import { useScrollEdges } from "../kit/useScrollEdges.ts";
import "./program.css";
import type { Pass } from "../../protocol/instructionReport.ts";

const passes: readonly { readonly pass: Pass; readonly label: string }[] = [
  { pass: "forward", label: "forward ▸" },
  { pass: "backward", label: "◂ backward" },
  { pass: "update", label: "update" },
];

/** Where the program goes on, by the sides to which it can be scrolled. */
const edgeWords: Readonly<Record<string, string>> = {
  right: "scroll for more ▸",
  left: "◂ scroll back",
  "left right": "◂ scroll ▸",
};

/** Shows the way through the run and the program as three rows, with the cursor on what runs next. */
export function ProgramBody() {
  const instructions = useSession((state) => state.plan?.instructions);
  const training = useSession((state) => state.status?.phase === "training");
  const cursor = useSession((state) => (state.status?.phase === "training" ? -1 : (state.status?.cursor ?? 0)));
  const selected = useDocument((state) => state.selection.nodes);
  const { groups, columns } = useMemo(() => programRows(instructions ?? []), [instructions]);
  const list = useRef<HTMLDivElement>(null);
  const edges = useScrollEdges(list);
  useCursorInSight(list, cursor, selected.length === 1 ? selected[0] : undefined);

  // One tab stop; the arrow keys walk the program in the order in which it runs.
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    const buttons = [...(list.current?.querySelectorAll<HTMLElement>(".program-select") ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement);
    buttons[Math.min(buttons.length - 1, Math.max(0, at + by))]?.focus();
    event.preventDefault();
  };

  return (
    <>
      <div className="program-line">
        <Scrubber />
        {edges !== undefined && (
          <button type="button" className="program-more" onClick={() => scrollOn(list.current)}>
            {edgeWords[edges]}
          </button>
        )}
      </div>
      {groups.length === 0 ? (
        <EmptyProgram />
      ) : (
        // The keys of a list with one tab stop are heard where its buttons are.
        <div
          ref={list}
          className="program-rows"
          data-more={edges}
          onKeyDown={onKeyDown}
          style={{ gridTemplateColumns: `max-content repeat(${Math.max(1, columns)}, max-content) 1fr` }}
        >
          {passes.map(({ pass, label }, row) => {
            const own = groups.filter((group) => group.pass === pass);
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
      )}
    </>
  );
}

/** Goes on by most of what is seen; at the end, back to the beginning. */
function scrollOn(list: HTMLElement | null): void {
  if (list === null) return;
  const atEnd = list.scrollLeft + list.clientWidth >= list.scrollWidth - 1;
  list.scrollTo({ left: atEnd ? 0 : list.scrollLeft + list.clientWidth * 0.7, behavior: "smooth" });
}

function EmptyProgram() {
  const reason = useSession((state) => state.plan?.cannotRun ?? null);
  return <p className="program-empty">{reason ?? "Nothing to run yet: add nodes and wire them."}</p>;
}
