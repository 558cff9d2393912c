import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from "react";
import { cssColour, inkOn } from "./colourTables.ts";
import { scrolledExtent, scrollToShow, visibleRange } from "./visibleRange.ts";
import "./tensorGrid.css";

/** Gives the rows and columns of a grid; the ends are behind the last. */
export interface GridWindow {
  readonly row: number;
  readonly rowEnd: number;
  readonly column: number;
  readonly columnEnd: number;
}

export interface GridCell {
  readonly row: number;
  readonly column: number;
}

interface Props {
  /** What the grid shows, for those who do not see it: `hidden.out, 32 by 100`. */
  readonly label: string;
  readonly rows: number;
  readonly columns: number;
  /** Characters of the widest number, and of the widest label of a row. */
  readonly cellCharacters: number;
  readonly labelCharacters: number;
  /** The number as text; undefined while it is not there yet. */
  readonly textAt: (row: number, column: number) => string | undefined;
  /** The colour of the number's cell as `0xAABBGGRR`; undefined for none. */
  readonly colourAt: (row: number, column: number) => number | undefined;
  readonly rowLabel: (row: number) => string;
  readonly columnLabel: (column: number) => string;
  readonly selected: GridCell | null;
  /** Cells that belong to what is explained; they get a rim. */
  readonly marked?: (row: number, column: number) => boolean;
  readonly onSelect: (cell: GridCell) => void;
  readonly onHover?: (cell: GridCell | null) => void;
  /** Enter, or a double click: the number is to be changed. */
  readonly onEdit?: (cell: GridCell) => void;
  /** The cells that are in sight now. Must not change between renders. */
  readonly onWindow: (window: GridWindow) => void;
}

const rowHeight = 22;
const characterWidth = 7.25;
const padding = 8;

/**
 * Shows a tensor's numbers in rows and columns, of which only those in sight are in the page: it scrolls through 32 ×
 * 17,000 as through 3 × 3. One tab stop; the arrow keys, Home, End and Page Up and Down go from cell to cell.
 */
export function TensorGrid(props: Props) {
  const { label, rows, columns, selected, onSelect, onWindow } = props;
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  const [scroll, setScroll] = useState({ top: 0, left: 0 });
  const [room, setRoom] = useState({ height: 0, width: 0 });
  const cellWidth = Math.ceil(useGreatest(props.cellCharacters) * characterWidth) + padding;
  const labelWidth = Math.ceil(props.labelCharacters * characterWidth) + padding;
  const across = visibleRange(scroll.left, Math.max(0, room.width - labelWidth), columns, cellWidth);
  const down = visibleRange(scroll.top, Math.max(0, room.height - rowHeight), rows, rowHeight);

  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const measure = (): void => setRoom({ height: element.clientHeight, width: element.clientWidth });
    measure();
    const resized = new ResizeObserver(measure);
    resized.observe(element);
    return () => resized.disconnect();
  }, []);

  useEffect(
    () => onWindow({ row: down.first, rowEnd: down.end, column: across.first, columnEnd: across.end }),
    [onWindow, down.first, down.end, across.first, across.end],
  );

  // A cell that is selected from elsewhere comes into sight.
  useEffect(() => {
    const element = box.current;
    if (element === null || selected === null) return;
    const width = element.clientWidth - labelWidth;
    const height = element.clientHeight - rowHeight;
    element.scrollTop = scrollToShow(selected.row, element.scrollTop, height, rows, rowHeight);
    element.scrollLeft = scrollToShow(selected.column, element.scrollLeft, width, columns, cellWidth);
  }, [selected, rows, columns, cellWidth, labelWidth]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const page = Math.max(1, down.end - down.first - 2);
    if (event.key === "Enter" && selected !== null && props.onEdit !== undefined) {
      event.preventDefault();
      props.onEdit(selected);
      return;
    }
    const to = moved(selected, event, { rows, columns, page });
    if (to === null) return;
    event.preventDefault();
    event.stopPropagation();
    onSelect(to);
  };

  const cellId = (row: number, column: number): string => `${id}-${row}-${column}`;
  const isSelected = (row: number, column: number): boolean => selected?.row === row && selected.column === column;
  return (
    <div
      ref={box}
      className="tensor-grid"
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-rowcount={rows}
      aria-colcount={columns}
      aria-activedescendant={selected === null ? undefined : cellId(selected.row, selected.column)}
      onKeyDown={onKeyDown}
      onScroll={(event) => setScroll({ top: event.currentTarget.scrollTop, left: event.currentTarget.scrollLeft })}
    >
      <div
        className="tensor-grid-space"
        role="presentation"
        style={{
          width: labelWidth + scrolledExtent(columns, cellWidth),
          height: rowHeight + scrolledExtent(rows, rowHeight),
        }}
      >
        <div className="tensor-grid-head" role="row" style={{ height: rowHeight }}>
          {indices(across).map((column) => (
            <span
              key={column}
              role="columnheader"
              aria-colindex={column + 1}
              data-on={selected?.column === column || undefined}
              style={{ left: labelWidth + across.start + (column - across.first) * cellWidth, width: cellWidth }}
            >
              {props.columnLabel(column)}
            </span>
          ))}
        </div>
        <div className="tensor-grid-corner" aria-hidden="true" style={{ width: labelWidth, height: rowHeight }} />
        {indices(down).map((row) => (
          <div
            key={row}
            className="tensor-grid-row"
            role="row"
            aria-rowindex={row + 1}
            style={{ top: rowHeight + down.start + (row - down.first) * rowHeight, height: rowHeight }}
          >
            <span
              className="tensor-grid-label"
              role="rowheader"
              data-on={selected?.row === row || undefined}
              style={{ width: labelWidth }}
            >
              {props.rowLabel(row)}
            </span>
            {indices(across).map((column) => (
              <span
                key={column}
                id={cellId(row, column)}
                className="tensor-grid-cell"
                role="gridcell"
                aria-colindex={column + 1}
                aria-selected={isSelected(row, column)}
                data-marked={props.marked?.(row, column) === true || undefined}
                style={{
                  left: labelWidth + across.start + (column - across.first) * cellWidth,
                  width: cellWidth,
                  ...look(props.colourAt(row, column)),
                }}
                onPointerDown={() => onSelect({ row, column })}
                onDoubleClick={() => props.onEdit?.({ row, column })}
                onPointerEnter={() => props.onHover?.({ row, column })}
                onPointerLeave={() => props.onHover?.(null)}
              >
                {props.textAt(row, column) ?? "·"}
              </span>
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

/** The greatest so far: columns stay where they are while the numbers in them change. */
function useGreatest(value: number): number {
  const [greatest, setGreatest] = useState(value);
  if (value > greatest) setGreatest(value);
  return Math.max(value, greatest);
}

function indices({ first, end }: { readonly first: number; readonly end: number }): number[] {
  return Array.from({ length: Math.max(0, end - first) }, (_, at) => first + at);
}

interface Extent {
  readonly rows: number;
  readonly columns: number;
  readonly page: number;
}

/** Where a key leads to from a cell; null for a key that leads nowhere. */
function moved(from: GridCell | null, event: KeyboardEvent, { rows, columns, page }: Extent): GridCell | null {
  const steps: Readonly<Record<string, readonly [number, number]>> = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
    PageUp: [-page, 0],
    PageDown: [page, 0],
    Home: [event.ctrlKey ? -rows : 0, -columns],
    End: [event.ctrlKey ? rows : 0, columns],
  };
  const step = steps[event.key];
  if (step === undefined || rows === 0 || columns === 0) return null;
  if (from === null) return { row: 0, column: 0 };
  return {
    row: Math.max(0, Math.min(rows - 1, from.row + step[0])),
    column: Math.max(0, Math.min(columns - 1, from.column + step[1])),
  };
}

/** A cell's ground, and black or white on it, whichever reads better. */
function look(colour: number | undefined): { readonly background?: string; readonly color?: string } {
  if (colour === undefined) return {};
  return { background: cssColour(colour), color: inkOn(colour) };
}
