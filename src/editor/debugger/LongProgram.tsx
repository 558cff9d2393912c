import { useMemo, useState, type ComponentType } from "react";
import { flushSync } from "react-dom";
import { columnWidths } from "./columnWidths.ts";
import type { ProgramListProps, ProgramPartProps } from "./ProgramList.tsx";
import type { ProgramGroup } from "./programRows.ts";
import { useSeenColumns } from "./useSeenColumns.ts";

interface LongProgramProps extends ProgramListProps {
  /** What lists it: given, and not imported, since the first screen has it. */
  readonly List: ComponentType<ProgramPartProps>;
}

/** Shows a long program: of its columns those that are in sight, the cursor's, and those of what is looked at. */
export function LongProgram({ List, ...props }: LongProgramProps) {
  const { list, groups, columns, cursor, selected } = props;
  const widths = useMemo(() => columnWidths(groups, columns), [groups, columns]);
  const seen = useSeenColumns(list, widths);
  // Where the keys have come to: on the page before it is in sight.
  const [walked, setWalked] = useState(-1);
  const isShown = ({ pass, column, start, end, node }: ProgramGroup): boolean =>
    pass === "update" ||
    (column >= seen.first && column < seen.end) ||
    // Without it there is nothing for the Tab key to stop at.
    start === 0 ||
    start === walked ||
    (cursor >= start && cursor < end) ||
    (selected.length === 1 && selected[0] === node);
  return (
    <List
      {...props}
      shown={groups.filter(isShown)}
      tracks={widths.map((width) => `${width}px`).join(" ")}
      onWalk={({ start }) => flushSync(() => setWalked(start))}
    />
  );
}
