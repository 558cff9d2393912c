import { DiagnosticError } from "../base/diagnostic.ts";

/** A table as text: its rows, each of entries. */
interface TableText {
  readonly rows: readonly (readonly string[])[];
  /** Whether commas stand for decimal points, as semicolons or tabs separate. */
  readonly decimalCommas: boolean;
}

/** Holds numbers in rows, as they were typed or pasted. */
export interface Table {
  readonly rows: readonly (readonly number[])[];
  /** The names in a first line that holds no numbers. */
  readonly header: readonly string[] | null;
  readonly decimalCommas: boolean;
}

const NOT_FINITE: Readonly<Record<string, number>> = {
  nan: Number.NaN,
  inf: Infinity,
  "+inf": Infinity,
  "-inf": -Infinity,
  infinity: Infinity,
  "+infinity": Infinity,
  "-infinity": -Infinity,
};

/**
 * Returns the number of an entry that is `nan`, `inf` or `-inf` as a whole, which no expression gives; null for others.
 */
export function notFiniteNumber(entry: string): number | null {
  const name = entry.trim().toLowerCase();
  return Object.hasOwn(NOT_FINITE, name) ? NOT_FINITE[name]! : null;
}

/**
 * Returns the entries of a table, without reading them. A new line begins a row; a comma, a tab or a semicolon
 * separates, outside parentheses and quotes. Where semicolons or tabs do, a comma between digits is a decimal one:
 * `1,5;2,5` has two entries. A comma at the end of a line, or at the beginning of the next, belongs to the line break.
 * Lines without anything are left out.
 */
export function splitTable(text: string): TableText {
  const lines = joinedLines(text.split(/\r\n|\r|\n/).map((line) => line.replaceAll(/\s*,\s*/g, ",").trim()));
  const withOthers = lines.some((line) => piecesOf(line, ";\t").length > 1);
  if (!withOthers) return { rows: lines.map((line) => piecesOf(line, ",").map(unquoted)), decimalCommas: false };
  const rows = lines.map((line) => piecesOf(line, ";\t").map(unquoted));
  const decimalCommas = rows.some((row) => row.some((entry) => DECIMAL_COMMA.test(entry)));
  return { rows: rows.map((row) => row.map((entry) => entry.replace(DECIMAL_COMMA, "$1.$2"))), decimalCommas };
}

/** All of a number with a comma in place of its point. */
const DECIMAL_COMMA = /^([+-]?\d+),(\d+(?:[eE][+-]?\d+)?)$/;

function joinedLines(lines: readonly string[]): string[] {
  const kept = lines.filter((line) => line !== "");
  return kept.map((line, at) => {
    const begun = at > 0 && !kept[at - 1]!.endsWith(",") ? line.replace(/^,/, "") : line;
    return at < kept.length - 1 ? begun.replace(/,$/, "") : begun;
  });
}

/** The pieces between separators that stand outside parentheses and quotes. */
function piecesOf(line: string, separators: string): string[] {
  const pieces: string[] = [];
  let [depth, start, quoted] = [0, 0, false];
  for (let at = 0; at < line.length; at++) {
    const sign = line[at]!;
    if (sign === '"') quoted = !quoted;
    if (quoted) continue;
    if (sign === "(") depth += 1;
    if (sign === ")") depth -= 1;
    if (depth > 0 || !separators.includes(sign)) continue;
    pieces.push(line.slice(start, at).trim());
    start = at + 1;
  }
  pieces.push(line.slice(start).trim());
  return pieces;
}

function unquoted(entry: string): string {
  return entry.length >= 2 && entry.startsWith('"') && entry.endsWith('"') ? entry.slice(1, -1).trim() : entry;
}

/**
 * Reads a table. `evaluate` gives the number of an entry, or throws a DiagnosticError. A first line of several in which
 * something is no number, and nothing a number by its digits, is a header. Throws a DiagnosticError that names row and
 * entry; rows are counted from 1, the header among them.
 */
export function readTable(text: string, evaluate: (entry: string) => number): Table {
  const { rows, decimalCommas } = splitTable(text);
  const [first, ...others] = rows;
  const hasHeader = first !== undefined && others.length > 0 && isHeader(first, evaluate);
  const count = rows.reduce((sum, row) => sum + row.length, 0);
  const read = (row: readonly string[], at: number): number[] =>
    row.map((entry, column) => {
      try {
        return notFiniteNumber(entry) ?? evaluate(checked(entry));
      } catch (error) {
        if (!(error instanceof DiagnosticError) || count === 1) throw error;
        const place = rows.length === 1 ? `number ${column + 1} of ${count}` : `row ${at + 1}, number ${column + 1}`;
        throw DiagnosticError.of(`${place}: ${error.message}`);
      }
    });
  const numbers = rows.flatMap((row, at) => (hasHeader && at === 0 ? [] : [read(row, at)]));
  return { rows: numbers, header: hasHeader ? first : null, decimalCommas };
}

function checked(entry: string): string {
  if (entry === "") throw DiagnosticError.of("there is nothing, expected a number");
  if (/^[^()]*\d,\d[^()]*$/.test(entry)) {
    throw DiagnosticError.of(
      `${JSON.stringify(entry)} has commas where semicolons or tabs separate: separate by one of them`,
    );
  }
  return entry;
}

function isHeader(row: readonly string[], evaluate: (entry: string) => number): boolean {
  if (row.some((entry) => /^[+-]?(\d|\.\d)/.test(entry) || notFiniteNumber(entry) !== null)) return false;
  return row.some((entry) => {
    try {
      evaluate(entry);
      return false;
    } catch (error) {
      if (error instanceof DiagnosticError) return true;
      throw error;
    }
  });
}

/**
 * Returns the shape of a table: `[rows, columns]`, `[n]` for one row or one column, `[]` for one number. Throws a
 * DiagnosticError that names the first row of another length.
 */
export function tableShape({ rows, header }: Table): readonly number[] {
  const columns = rows[0]?.length ?? 0;
  const odd = rows.findIndex((row) => row.length !== columns);
  if (odd >= 0) {
    const [row, wanted] = [rows[odd]!.length, header === null ? 1 : 2];
    throw DiagnosticError.of(
      `row ${odd + wanted} has ${row} ${row === 1 ? "number" : "numbers"}, row ${wanted} has ${columns}: expected as many in each`,
    );
  }
  if (header !== null && columns > 1) return [rows.length, columns];
  if (rows.length <= 1) return columns === 1 ? [] : [columns];
  return columns === 1 ? [rows.length] : [rows.length, columns];
}
