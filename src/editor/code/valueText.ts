import { formatBriefly, formatNumber } from "../../base/formatNumber.ts";
import type { FirstNumbers } from "../../protocol/script/firstNumbers.ts";
import type { RowValue } from "./rowValues.ts";

/** Numbers of a tensor that a row shows where there is room. */
const MOST = 3;

/** Says what a row shows of its tensors, and where. */
export interface FittedValue {
  readonly text: string;
  /** The same with all numbers that are known. */
  readonly full: string;
  /** Whether it stands below the line, which leaves it no room. */
  readonly isBelow: boolean;
}

/**
 * Returns what a row shows of its tensors: as many numbers as there is room for at the line's end, else below the line.
 *
 * @param end characters that have room at the line's end
 * @param below characters that have room in a line of its own
 */
export function fittedValue(values: readonly RowValue[], end: number, below: number): FittedValue {
  const texts = Array.from({ length: MOST }, (_, at) => rowText(values, MOST - at));
  const full = texts[0]!;
  const atEnd = texts.find((text) => text.length <= end);
  if (atEnd !== undefined) return { text: atEnd, full, isBelow: false };
  return { text: texts.find((text) => text.length <= below) ?? texts.at(-1)!, full, isBelow: true };
}

/** Returns a row's tensors in one line: `(32, 100) [0.35, -1.7, …]   grad [0.0010, 0, …]`. */
export function rowText(values: readonly RowValue[], most: number): string {
  const texts = values.map(({ side, first }) =>
    side === "grad" ? `grad ${numbersText(first, most)}` : valueText(first, most),
  );
  return texts.join("   ");
}

/** Returns a tensor in few characters, as Python writes its shape: `(32, 100) [0.35, -1.7, 0.012, …]`. */
export function valueText(first: FirstNumbers, most = MOST): string {
  const { shape } = first;
  const dims = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;
  return `${dims} ${numbersText(first, most)}`;
}

/** Without the shape: of a gradient that stands beside its tensor. */
function numbersText({ shape, dtype, numbers, count }: FirstNumbers, most: number): string {
  const isFloat = dtype.startsWith("float");
  if (shape.length === 0) return numbers.map((number) => formatNumber(number, dtype)).join("");
  const shown = numbers.slice(0, most);
  const written = shown.map((number) => (isFloat ? formatBriefly(number) : formatNumber(number, dtype)));
  return `[${[...written, ...(count > shown.length ? ["…"] : [])].join(", ")}]`;
}
