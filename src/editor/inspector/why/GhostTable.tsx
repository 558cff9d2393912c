import { useId, type KeyboardEvent } from "react";
import { formatNumber } from "../../../base/formatNumber.ts";
import { withGaps, type GhostAxes } from "./ghostLayout.ts";
import type { Ghosts } from "./whyTypes.ts";

interface Props {
  readonly label: string;
  readonly axes: GhostAxes;
  readonly result: readonly number[];
  /** The indices that are drawn. */
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  /** The index in the result that is chosen; among those that are drawn. */
  readonly resultIndex: readonly number[];
  readonly isGhost: (row: number, column: number) => boolean;
  /** Row by row; null while they are not there. */
  readonly numbers: Float64Array | null;
  readonly dtype: Ghosts["dtype"];
  /** What the ghosts of the cell at each index add up to; null where no sum is shown. */
  readonly sums: Float64Array | null;
  readonly onChoose: (row: number, column: number) => void;
}

/**
 * Shows cells and their ghosts, with the sums where the dimension that repeats ends. One tab stop; the arrow keys go
 * about.
 */
export function GhostTable(props: Props) {
  const { label, axes, result, rows, columns, resultIndex, isGhost, numbers, dtype, sums, onChoose } = props;
  const { rowAxis, columnAxis, rowsRepeat, columnsRepeat } = axes;
  const id = useId();
  const height = rowAxis === null ? 1 : result[rowAxis]!;
  const width = result[columnAxis]!;
  const [row, column] = [rowAxis === null ? 0 : resultIndex[rowAxis]!, resultIndex[columnAxis]!];
  const drawnRows = withGaps(rows, height);
  const drawnColumns = withGaps(columns, width);
  const cellId = (atRow: number, atColumn: number): string => `${id}-${atRow}-${atColumn}`;
  const numberAt = (from: Float64Array | null, atRow: number, atColumn: number, type: Ghosts["dtype"]): string =>
    from === null ? "·" : formatNumber(from[rows.indexOf(atRow) * columns.length + columns.indexOf(atColumn)]!, type);
  const sumAt = (atRow: number, atColumn: number): string => numberAt(sums, atRow, atColumn, "float32");
  const isChosen = (atRow: number, atColumn: number): boolean =>
    (rowsRepeat || atRow === row) && (columnsRepeat || atColumn === column);
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onChoose(within(row + by[0]!, height), within(column + by[1]!, width));
  };
  return (
    // The keys of a grid with one tab stop are heard where its cells are.
    <table
      className="ghost-table"
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-activedescendant={cellId(row, column)}
      onKeyDown={onKeyDown}
    >
      <thead>
        <tr>
          <td aria-hidden="true" />
          {drawnColumns.map((at, k) => (at === null ? <Gap key={`gap ${k}`} sign="…" /> : <Head key={at} at={at} />))}
          {sums !== null && columnsRepeat && !rowsRepeat && <th scope="col">Σ</th>}
        </tr>
      </thead>
      <tbody>
        {drawnRows.map((atRow, k) =>
          atRow === null ? (
            <tr key={`gap ${k}`} className="ghost-gap" aria-hidden="true">
              <td />
              <td colSpan={drawnColumns.length}>⋮</td>
            </tr>
          ) : (
            <tr key={atRow}>
              <th scope="row">{rowAxis === null ? "" : atRow}</th>
              {drawnColumns.map((atColumn, at) =>
                atColumn === null ? (
                  <Gap key={`gap ${at}`} sign="" />
                ) : (
                  <td
                    key={atColumn}
                    id={cellId(atRow, atColumn)}
                    role="gridcell"
                    className="ghost-cell"
                    data-ghost={isGhost(atRow, atColumn) || undefined}
                    data-same={isChosen(atRow, atColumn) || undefined}
                    aria-selected={atRow === row && atColumn === column}
                    onPointerDown={() => onChoose(atRow, atColumn)}
                  >
                    {numberAt(numbers, atRow, atColumn, dtype)}
                  </td>
                ),
              )}
              {sums !== null && columnsRepeat && !rowsRepeat && (
                <td className="ghost-cell ghost-sum" data-same={atRow === row || undefined}>
                  {sumAt(atRow, columns[0]!)}
                </td>
              )}
            </tr>
          ),
        )}
      </tbody>
      {sums !== null && rowsRepeat && (
        <tfoot>
          <tr>
            <th scope="row">Σ</th>
            {drawnColumns.map((at, k) =>
              at === null || (columnsRepeat && at > 0) ? (
                <td key={at ?? `gap ${k}`} />
              ) : (
                <td key={at} className="ghost-cell ghost-sum" data-same={isChosen(row, at) || undefined}>
                  {sumAt(rows[0]!, at)}
                </td>
              ),
            )}
          </tr>
        </tfoot>
      )}
    </table>
  );
}

function Head({ at }: { readonly at: number }) {
  return <th scope="col">{at}</th>;
}

function Gap({ sign }: { readonly sign: string }) {
  return (
    <td className="ghost-gap" aria-hidden="true">
      {sign}
    </td>
  );
}

function within(index: number, size: number): number {
  return Math.max(0, Math.min(size - 1, index));
}
