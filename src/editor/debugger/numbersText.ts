import { formatCount } from "../../base/formatNumber.ts";
import type { NewData } from "../../protocol/newData.ts";
import type { NumbersOffer } from "../../protocol/numbersOffer.ts";

/**
 * Describes a line about the numbers that the model goes on with, and the other way that there is; null when there is
 * none.
 */
export interface NumbersText {
  readonly line: string;
  readonly other: string | null;
  readonly keep: string;
}

/** Returns what is said after an undo or a redo that left a choice of numbers. */
export function offerText({ direction, exchanged, notFinite, iteration, other }: NumbersOffer): NumbersText {
  const undone = direction === "undo";
  const asTheyWere = `as they were at iteration ${formatCount(iteration)}`;
  const stay = `The numbers stay ${undone ? "as trained" : "as they are"} (iteration ${formatCount(iteration)})`;
  const back = notFinite
    ? `The trained numbers are not finite: they are now ${asTheyWere}`
    : `The numbers are ${asTheyWere}`;
  const line = `${undone ? "Undone" : "Done again"}. ${exchanged ? back : stay}.`;
  const there =
    undone && exchanged
      ? `As trained (iteration ${formatCount(other.iteration)})`
      : `As they were at iteration ${formatCount(other.iteration)}`;
  if (other.gone === null) return { line, other: there, keep: "Keep" };
  const { bytes, budget } = other.gone;
  const why = bytes > budget ? `take ${mebibytes(bytes)}, and` : "gave way to newer ones:";
  return {
    line: `${line} Those of iteration ${formatCount(other.iteration)} ${why} ${mebibytes(budget)} are kept for undo.`,
    other: null,
    keep: "OK",
  };
}

/** Returns what is said when a trained model is given other data. */
export function newDataText({ node, iteration }: NewData): NumbersText {
  return {
    line: `“${node}” holds other data now; the parameters are still those of iteration ${formatCount(iteration)}, trained on the data before.`,
    other: "Start anew",
    keep: "Keep",
  };
}

function mebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(0)} MiB`;
}
