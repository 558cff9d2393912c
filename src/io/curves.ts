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
  const header = ["iteration", ...curves.map(({ node }) => cell(node))];
  return [header, ...sorted.map(([iteration, row]) => [String(iteration), ...row])]
    .map((row) => `${row.join(",")}\r\n`)
    .join("");
}

function numberText(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  return Object.is(value, -0) ? "-0" : String(value);
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
