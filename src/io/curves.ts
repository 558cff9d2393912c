import { DiagnosticError } from "../base/diagnostic.ts";
import { pointsOf } from "../base/points.ts";
import type { LossPoints } from "../protocol/lossPoints.ts";

/**
 * Writes loss curves as a table of comma separated values (RFC 4180): a column a curve, by the node that computes it, and a
 * row an iteration, empty where a curve has no point. Numbers are written so that they are read back as they were; what is
 * not finite is written as `nan`, `inf` and `-inf`.
 */
export function writeCurves(curves: readonly LossPoints[]): string {
  const rows = new Map<number, string[]>();
  for (const [at, { points }] of curves.entries()) {
    for (const [iteration, loss] of pointsOf(points)) {
      const row = rows.get(iteration) ?? curves.map(() => "");
      row[at] = numberText(loss);
      rows.set(iteration, row);
    }
  }
  const sorted = [...rows].toSorted(([a], [b]) => a - b);
  const header = headerOf(curves.map(({ node }) => node));
  const lines = sorted.map(([iteration, row]) => [String(iteration), ...row].join(","));
  return [header, ...lines].map((line) => `${line}\r\n`).join("");
}

/** Points of all curves that are read: a session keeps 4,096 of each. */
const MOST_POINTS = 2_000_000;

/**
 * Reads curves that {@link writeCurves} wrote, of these nodes in the order of their columns. Throws a DiagnosticError that names
 * the line.
 */
export function readCurves(text: string, nodes: readonly string[]): LossPoints[] {
  // An id has no line break in it, so the header is one line.
  const [header, ...lines] = text.split(/\r?\n/);
  if (header !== headerOf(nodes)) throw DiagnosticError.of(`line 1: expected the columns ${headerOf(nodes)}`);
  if (lines.at(-1) === "") lines.pop();
  if (lines.length * nodes.length > MOST_POINTS) {
    throw DiagnosticError.of(`there are more than ${MOST_POINTS} points, which is not allowed`);
  }
  const points = nodes.map((): number[] => []);
  let before = -1;
  for (const [at, line] of lines.entries()) {
    const cells = line.split(",");
    const iteration = numberIn(cells[0]!);
    const isRow = cells.length === nodes.length + 1 && Number.isSafeInteger(iteration) && iteration > before;
    if (!isRow) throw DiagnosticError.of(`line ${at + 2}: expected a later iteration and ${nodes.length} losses`);
    before = iteration;
    for (const [column, own] of points.entries()) {
      const cellText = cells[column + 1]!;
      if (cellText === "") continue;
      const loss = numberIn(cellText);
      if (Number.isNaN(loss) && cellText !== "nan") throw DiagnosticError.of(`line ${at + 2}: a loss is no number`);
      own.push(iteration, loss);
    }
  }
  return nodes.map((node, column) => ({ node, points: Float64Array.from(points[column]!) }));
}

function numberIn(text: string): number {
  if (text === "inf" || text === "-inf") return text === "inf" ? Infinity : -Infinity;
  return /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/.test(text) ? Number(text) : Number.NaN;
}

function headerOf(nodes: readonly string[]): string {
  return ["iteration", ...nodes.map(cell)].join(",");
}

/** Writes a number so that it is read back as it was. */
export function numberText(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  return Object.is(value, -0) ? "-0" : String(value);
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
