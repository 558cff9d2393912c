import { useMemo, useRef, useState, type KeyboardEvent } from "react";
import type { InstructionReport } from "../../protocol/instructionReport.ts";
import { useDocument } from "../document/documentStore.ts";
import { useSession } from "../runner/useSession.ts";
import { CodeLine } from "./CodeLine.tsx";
import { codeKey } from "./codeKey.ts";
import { colourRows } from "./colourRows.ts";
import type { CodeRow } from "./codeRows.ts";
import { rowsAtCursor } from "./rowsAtCursor.ts";
import { breakpointRows, mainRowOf, rowsOfNodes } from "./rowsOfNodes.ts";
import { useFittedValues } from "./useFittedValues.ts";
import { useRoom } from "./useRoom.ts";
import { useRowInSight } from "./useRowInSight.ts";
import { useRowValues } from "./useRowValues.ts";

const none: readonly InstructionReport[] = [];

/** Shows the lines of a script: what the cursor stands before is lit, what belongs to the selection is marked. */
export function CodeLines({ rows }: { readonly rows: readonly CodeRow[] }) {
  const list = useRef<HTMLOListElement>(null);
  const instructions = useSession(({ plan }) => plan?.instructions);
  const cursor = useSession(({ status }) => (status === null || status.phase === "training" ? -1 : status.cursor));
  const selection = useDocument((state) => state.selection.nodes);
  const pieces = useMemo(() => colourRows(rows), [rows]);
  const lit = useMemo(() => rowsAtCursor(rows, instructions ?? none, cursor), [rows, instructions, cursor]);
  const selected = useMemo(() => new Set(rowsOfNodes(rows, selection)), [rows, selection]);
  const margin = useMemo(
    () => breakpointRows(rows, new Set((instructions ?? []).map(({ node }) => node))),
    [rows, instructions],
  );
  const [chosen, setChosen] = useState<string | null>(null);
  const values = useRowValues(list, rows, instructions ?? none, cursor);
  const fitted = useFittedValues(values, pieces, useRoom(list));
  const main = lit?.main ?? -1;
  useRowInSight(list, lit, selection.length === 0 ? -1 : mainRowOf(rows, selection[0]!), selected);

  // One tab stop: where the keyboard was last, or the line that runs next.
  const isStop = (at: number): boolean => rows[at]?.line?.node != null && rows[at].text !== "";
  const chosenAt = rows.findIndex((row, at) => isStop(at) && codeKey(row) === chosen);
  const stop = chosenAt >= 0 ? chosenAt : isStop(main) ? main : rows.findIndex((_, at) => isStop(at));

  const onKeyDown = (event: KeyboardEvent): void => {
    const buttons = [...(list.current?.querySelectorAll<HTMLElement>(".code-line-button") ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (to === undefined || at < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    buttons[Math.min(buttons.length - 1, Math.max(0, to))]?.focus();
    event.preventDefault();
  };

  return (
    // The keys of a list with one tab stop are heard where its buttons are.
    <ol ref={list} className="code-body" aria-label="Lines of the code" onKeyDown={onKeyDown}>
      {rows.map((row, at) => (
        <CodeLine
          key={row.number}
          row={row}
          at={at}
          pass={lit !== null && lit.lit.includes(at) ? lit.pass : null}
          isCurrent={at === main}
          isWithin={lit?.within.includes(at) ?? false}
          isSelected={selected.has(at)}
          withBreakpoint={margin.has(at)}
          pieces={pieces[at]!}
          value={fitted.get(at)?.text ?? ""}
          fullValue={fitted.get(at)?.full ?? ""}
          isBelow={fitted.get(at)?.isBelow ?? false}
          tabStop={at === stop}
          onFocus={setChosen}
        />
      ))}
    </ol>
  );
}
