import type { NotFiniteReport } from "../../protocol/notFiniteReport.ts";

/**
 * Returns what follows the sentence about the first number that is not finite: where it stands, and when it came to be.
 */
export function birthText({ index, pass, iteration, reachesLoss }: NotFiniteReport): string {
  // Other passes' sentences have the cell in them.
  const cell = pass === "forward" && index.length > 0 ? ` at [${index.join(", ")}]` : "";
  const way = reachesLoss ? " on the way to the loss" : "";
  const passes = pass === "update" ? "the update" : `the ${pass} pass`;
  const time = iteration === null || pass === null ? "" : `, in ${passes} of iteration ${iteration}`;
  return `${cell}: the first number that is not finite${way}${time}`;
}
