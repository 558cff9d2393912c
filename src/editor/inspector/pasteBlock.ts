import { formatCount } from "../../base/formatNumber.ts";
import { readNumberTable, typedNumber } from "../../nodes/settings/numberTable.ts";
import type { GridCell } from "../../views/TensorGrid.tsx";
import { indexOf, type GridLayout } from "../pictures/gridLayout.ts";
import type { CellValue } from "../../protocol/tensorRegion.ts";

/** Describes a pasted table as cells of a tensor, and what of it is to be said. */
export interface PastedBlock {
  readonly cells: readonly CellValue[];
  /** What was written, and what did not fit, in one or two sentences. */
  readonly says: string;
}

/** Says whether a text is more than one number, so that it is no text for a cell's field. */
export function isTable(text: string): boolean {
  return /[\n\r\t;,]/.test(text.trim()) && typedNumber(text) === null;
}

/** Says whether a text is a part of a graph, or a link with one in it, and no table. */
export function isForTheCanvas(text: string): boolean {
  return /^\s*[{[`]|:\/\//.test(text);
}

/**
 * Returns the cells that a table fills from a cell of the grid on, row by row; a single row fills a column of a tensor
 * that has only one. Throws a DiagnosticError for what is no table of numbers.
 */
export function pasteBlock(
  text: string,
  from: GridCell,
  layout: GridLayout,
  slice: readonly number[],
  name: string,
): PastedBlock {
  const table = readNumberTable(text);
  const [only] = table.rows;
  const rows =
    layout.columnAxis === null && table.rows.length === 1 && only !== undefined
      ? only.map((value) => [value])
      : table.rows;
  const [down, across] = [layout.rows - from.row, layout.columns - from.column];
  const cells = rows.slice(0, down).flatMap((row, r) =>
    row.slice(0, across).map((value, c) => ({
      index: indexOf({ row: from.row + r, column: from.column + c }, layout, slice),
      value,
    })),
  );
  const count = rows.reduce((sum, row) => sum + row.length, 0);
  const missed = count - cells.length;
  const sentences = [
    `${counted(cells.length, "number")} written from ${name} on.`,
    ...(table.header === null ? [] : [`The header (${table.header.join(", ")}) was left out.`]),
    ...(table.decimalCommas ? ["Commas were read as decimal points."] : []),
    ...(missed === 0
      ? []
      : [
          `${counted(missed, "number")} did not fit: there are ${counted(down, "row")} and ${counted(across, "column")} from there on.`,
        ]),
  ];
  return { cells, says: sentences.join(" ") };
}

function counted(count: number, what: string): string {
  return `${formatCount(count)} ${what}${count === 1 ? "" : "s"}`;
}
