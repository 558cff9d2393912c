import type { ProgramGroup } from "./programRows.ts";

/** How wide letters are at the most, of a node's name and of its ops; what surrounds an op, and a group. */
const [nameLetter, opLetter, aroundOp, around] = [7.3, 6.7, 6, 36] as const;

/** Returns how wide the columns of a long program are made, in pixels: the place of one is known before it is seen. */
export function columnWidths(groups: readonly ProgramGroup[], columns: number): readonly number[] {
  const widths = new Array<number>(columns).fill(0);
  for (const { pass, node, ops, every, column } of groups) {
    if (pass === "update") continue;
    const measured = every === null ? 0 : `every ${every.join(", ")}`.length * opLetter + aroundOp;
    const arithmetic = ops.reduce(
      (sum, { op, detail }) => sum + aroundOp + opLetter * (op.length + (detail === "" ? 0 : detail.length + 1) + 2),
      measured,
    );
    widths[column] = Math.max(widths[column]!, Math.ceil(around + Math.max(nameLetter * node.length, arithmetic)));
  }
  return widths;
}
