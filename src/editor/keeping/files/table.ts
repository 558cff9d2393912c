import { parse } from "papaparse";
import { DiagnosticError } from "../../../base/diagnostic.ts";

/** Describes a table that was read from a file, row by row. */
export interface Table {
  readonly rows: readonly (readonly string[])[];
  readonly columns: number;
}

/**
 * Reads a table of comma, tab or semicolon separated values, quoted as RFC 4180 says. Throws a DiagnosticError when a quote
 * is not closed.
 */
export function readTable(text: string): Table {
  const { data, errors } = parse<string[]>(text, { skipEmptyLines: "greedy", delimitersToGuess: [",", "\t", ";"] });
  const broken = errors.find(({ type }) => type === "Quotes");
  if (broken !== undefined) throw DiagnosticError.of(`row ${(broken.row ?? 0) + 1}: expected a closing quote`);
  return { rows: data, columns: Math.max(0, ...data.map((row) => row.length)) };
}

/** Says whether the first row names the columns: none of its cells is empty or a number, and it occurs nowhere else. */
export function hasHeader({ rows }: Table): boolean {
  const [first, ...rest] = rows;
  if (first === undefined || rest.length === 0) return false;
  const named = first.every((cell) => cell.trim() !== "" && !Number.isFinite(Number(cell)));
  // A table of nothing but words may begin with its first row of words.
  const hasNumbers = rest.some((row) => row.some((cell) => cell.trim() !== "" && Number.isFinite(Number(cell))));
  const isNamedSo = first.some((cell) => /^(?:name|word|text|label|title|id|line|sentence)s?$/i.test(cell.trim()));
  return named && (hasNumbers || isNamedSo);
}

/** Returns what each column is called: by the header, or by its number. */
export function columnNames({ rows, columns }: Table, header: boolean): string[] {
  return Array.from({ length: columns }, (_, at) => {
    const name = header ? (rows[0]?.[at]?.trim() ?? "") : "";
    return name === "" ? `column ${at + 1}` : name;
  });
}

/** Returns the cells of a column, one a line; empty ones are left out, and line breaks within one are blanks. */
export function columnLines({ rows }: Table, column: number, header: boolean): string[] {
  return rows
    .slice(header ? 1 : 0)
    .map((row) => (row[column] ?? "").replaceAll(/\s*[\r\n]+\s*/g, " ").trim())
    .filter((cell) => cell !== "");
}
